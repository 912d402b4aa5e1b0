// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"slices"
	"strings"
	"syscall"
	"time"
)

// What performance.md P10 asks: the latency at this part of the rate, over so many connections.
const (
	partOfRate  = 0.7
	connections = 32
)

// latency prints percentiles of the time from when a request was due to its answer, at a fixed rate: a server that
// stalls does not slow the clock that requests come by.
func latency(ctx context.Context, c *comparison, seconds int) error {
	fmt.Printf("\nP10, %s: each at %.0f %% of its rate, %d connections, from the moment that a request was due:\n\n",
		c.name, 100*partOfRate, connections)
	fmt.Println("| server | req/s | p50 | p99 | p99.9 |\n| --- | --- | --- | --- | --- |")
	for _, one := range c.pair {
		rate := partOfRate * median(one.rate)
		took, err := one.paced(ctx, rate, time.Duration(seconds)*time.Second)
		if err == nil && len(took) == 0 {
			err = errors.New("no answer")
		}
		if err != nil {
			return fmt.Errorf("%s: %w", one.name, err)
		}
		at := func(p float64) time.Duration { return took[int(p*float64(len(took)-1))].Round(10 * time.Microsecond) }
		fmt.Printf("| %s | %.0f | %v | %v | %v |\n", one.name, rate, at(0.5), at(0.99), at(0.999))
	}
	return nil
}

// lane is a connection and the requests that are due on it, one each interval.
type lane struct {
	fd      int
	due     time.Time // of the request that is sent next, or is under way
	waiting bool      // for an answer
	got     []byte
}

// paced sends requests at a fixed rate, spread over the connections, and returns the sorted times. One thread waits for
// everything without sleeping, so that it adds as little as it can to what it measures.
func (c *contestant) paced(ctx context.Context, rate float64, length time.Duration) ([]time.Duration, error) {
	interval := time.Duration(float64(connections) / rate * float64(time.Second))
	poll, err := syscall.EpollCreate1(0)
	if err != nil {
		return nil, err
	}
	defer syscall.Close(poll)
	lanes := make([]*lane, connections)
	start := time.Now().Add(100 * time.Millisecond)
	for i := range lanes {
		lanes[i] = &lane{due: start.Add(interval * time.Duration(i) / connections)}
		if lanes[i].fd, err = c.connect(poll, i); err != nil {
			return nil, err
		}
		defer syscall.Close(lanes[i].fd)
	}
	request := []byte("GET /docs/guide/?a=1&b=2&c=3 HTTP/1.1\r\nHost: " + c.host +
		"\r\nUser-Agent: bench\r\nAccept: */*\r\nAccept-Language: en\r\nAccept-Encoding: identity\r\n\r\n")
	took := make([]time.Duration, 0, int(rate*length.Seconds())+connections)
	events := make([]syscall.EpollEvent, connections)
	for now := time.Now(); now.Before(start.Add(length)); now = time.Now() {
		for _, l := range lanes {
			if l.waiting || l.due.After(now) {
				continue
			}
			if _, err := syscall.Write(l.fd, request); err != nil {
				return took, err
			}
			l.waiting = true
		}
		n, err := syscall.EpollWait(poll, events, 0)
		if err != nil && !errors.Is(err, syscall.EINTR) || ctx.Err() != nil {
			return took, errors.Join(err, ctx.Err())
		}
		for _, e := range events[:max(n, 0)] {
			l := lanes[e.Fd]
			done, err := l.receive()
			if err != nil {
				return took, err
			}
			if done {
				took = append(took, time.Since(l.due))
				l.due, l.waiting = l.due.Add(interval), false
			}
		}
	}
	slices.Sort(took)
	return took, nil
}

// connect opens connection i, which is told by this number.
func (c *contestant) connect(poll, i int) (int, error) {
	address, err := net.ResolveTCPAddr("tcp4", strings.TrimPrefix(c.url, "http://"))
	if err != nil {
		return 0, err
	}
	fd, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM, 0)
	if err != nil {
		return 0, err
	}
	to := &syscall.SockaddrInet4{Port: address.Port, Addr: [4]byte(address.IP.To4())}
	err = errors.Join(syscall.SetsockoptInt(fd, syscall.IPPROTO_TCP, syscall.TCP_NODELAY, 1), syscall.Connect(fd, to),
		syscall.SetNonblock(fd, true),
		syscall.EpollCtl(poll, syscall.EPOLL_CTL_ADD, fd, &syscall.EpollEvent{Events: syscall.EPOLLIN, Fd: int32(i)}))
	return fd, err
}

// receive reads what has come, and says whether the answer is complete.
func (l *lane) receive() (done bool, err error) {
	var buffer [4096]byte
	n, err := syscall.Read(l.fd, buffer[:])
	if err != nil || n <= 0 {
		return false, fmt.Errorf("connection ended: %w", err)
	}
	if l.got = append(l.got, buffer[:n]...); !bytes.HasPrefix(l.got, []byte("HTTP/1.1 200 ")) {
		return false, fmt.Errorf("answer %q", l.got)
	}
	if !bytes.HasSuffix(l.got, []byte(originBody)) {
		return false, nil
	}
	l.got = l.got[:0]
	return true, nil
}
