// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package console

import "strings"

// Limits of differences. Beyond diffCells the middle part is shown as replaced, which is true, if not helpful.
const (
	diffCells   = 4 << 20 // lines of one text times lines of the other
	diffContext = 3       // lines around a change
)

// diffLine is a line of a difference. Skipped stands for that many lines that are the same.
type diffLine struct {
	Mark     string // "+" added, "-" removed, " " the same, "…" skipped
	Old, New int    // numbers; 0 for none
	Text     string
	Skipped  int
}

// Kind returns the mark as a word, for style and for screen readers.
func (l diffLine) Kind() string {
	switch l.Mark {
	case "+":
		return "added"
	case "-":
		return "removed"
	case "…":
		return "skipped"
	}
	return "same"
}

// diff compares two texts by lines. It returns nothing when they are the same.
func diff(before, after string) []diffLine {
	if before == after {
		return nil
	}
	a, b := lines(before), lines(after)
	start := 0
	for start < len(a) && start < len(b) && a[start] == b[start] {
		start++
	}
	endA, endB := len(a), len(b)
	for endA > start && endB > start && a[endA-1] == b[endB-1] {
		endA--
		endB--
	}
	d := differ{a: a, b: b}
	d.same(start)
	d.middle(endA, endB)
	d.same(len(a) - endA)
	return d.fold()
}

// lines splits a text; a last line without a line break is another line than one with it.
func lines(text string) []string {
	var list []string
	for line := range strings.Lines(text) {
		cut, complete := strings.CutSuffix(line, "\n")
		if !complete {
			cut += " ⏎̸"
		}
		list = append(list, cut)
	}
	return list
}

// differ collects a difference; i and j are how far it has come.
type differ struct {
	a, b []string
	i, j int
	out  []diffLine
}

func (d *differ) same(n int) {
	for range n {
		d.out = append(d.out, diffLine{Mark: " ", Old: d.i + 1, New: d.j + 1, Text: d.a[d.i]})
		d.i++
		d.j++
	}
}

func (d *differ) remove() {
	d.out = append(d.out, diffLine{Mark: "-", Old: d.i + 1, Text: d.a[d.i]})
	d.i++
}

func (d *differ) add() {
	d.out = append(d.out, diffLine{Mark: "+", New: d.j + 1, Text: d.b[d.j]})
	d.j++
}

// middle goes on to endA and endB along a longest common subsequence.
func (d *differ) middle(endA, endB int) {
	a, b := d.a[d.i:endA], d.b[d.j:endB]
	if len(a)*len(b) <= diffCells {
		longest := common(a, b)
		width := len(b) + 1
		for i, j := 0, 0; i < len(a) && j < len(b); {
			switch {
			case a[i] == b[j]:
				d.same(1)
				i++
				j++
			case longest[(i+1)*width+j] >= longest[i*width+j+1]:
				d.remove()
				i++
			default:
				d.add()
				j++
			}
		}
	}
	for d.i < endA {
		d.remove()
	}
	for d.j < endB {
		d.add()
	}
}

// common returns the lengths of the longest common subsequences of a[i:] and b[j:], at i*(len(b)+1)+j.
func common(a, b []string) []uint16 {
	width := len(b) + 1
	table := make([]uint16, (len(a)+1)*width)
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				table[i*width+j] = table[(i+1)*width+j+1] + 1
			} else {
				table[i*width+j] = max(table[(i+1)*width+j], table[i*width+j+1])
			}
		}
	}
	return table
}

// fold leaves out lines that are the same and far from a change.
func (d *differ) fold() []diffLine {
	near := make([]bool, len(d.out))
	for i, l := range d.out {
		if l.Mark == " " {
			continue
		}
		for k := max(0, i-diffContext); k <= min(len(d.out)-1, i+diffContext); k++ {
			near[k] = true
		}
	}
	var folded []diffLine
	for i, l := range d.out {
		switch last := len(folded) - 1; {
		case near[i]:
			folded = append(folded, l)
		case last >= 0 && folded[last].Mark == "…":
			folded[last].Skipped++
		default:
			folded = append(folded, diffLine{Mark: "…", Skipped: 1})
		}
	}
	return folded
}
