// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package builtin

import "selvedge/internal/js/vm"

// arraySort is Array.prototype.sort. ECMA-262 23.1.3.30. It is stable, and compares the same pairs in the same order
// as njs does: functions that answer inconsistently, such as a > b, sort as they do there.
func arraySort(c *vm.Call) (vm.Value, error) {
	compare := c.Arg(0)
	if !compare.IsUndefined() && !compare.IsCallable() {
		return vm.Undefined, c.TypeError("comparefn must be callable or undefined")
	}
	o, n, err := thisArrayLike(c)
	if err != nil || n < 2 {
		return o.Value(), err
	}
	s := sorter{c: c, compare: compare}
	undefined, err := s.collect(o, n)
	if err != nil {
		return vm.Undefined, err
	}
	if err := sortItems(s.items, s.less); err != nil {
		return vm.Undefined, err
	}
	return o.Value(), s.store(o, n, undefined)
}

// sortItem is an element on the way, with its position at the beginning.
type sortItem struct {
	value vm.Value
	text  *vm.String // when there is no function; nil until needed
	at    int64
}

// sortItemBytes is the size of a sortItem.
const sortItemBytes = 32

type sorter struct {
	c       *vm.Call
	compare vm.Value
	items   []sortItem
}

// collect reads the elements. Undefined ones are not compared, only counted.
func (s *sorter) collect(o *vm.Object, n int64) (undefined int64, err error) {
	if elems, ok := o.Dense(); ok {
		if err := s.c.Fits(len(elems) * sortItemBytes); err != nil {
			return 0, err
		}
		s.items = make([]sortItem, 0, len(elems))
	}
	err = walk(s.c, o, 0, n, func(v vm.Value, i int64) (bool, error) {
		switch {
		case v.IsHole():
			return false, nil
		case v.IsUndefined():
			undefined++
			return false, nil
		}
		if err := s.c.Fits((len(s.items) + 1) * sortItemBytes); err != nil {
			return false, err
		}
		s.items = append(s.items, sortItem{value: v, at: i})
		return false, nil
	})
	return undefined, err
}

// less compares two elements: negative, positive, or 0 when the function has returned NaN.
func (s *sorter) less(x, y *sortItem) (int, error) {
	if err := s.c.Charge(1); err != nil {
		return 0, err
	}
	if !s.compare.IsUndefined() {
		result, err := s.c.Invoke(s.compare, vm.Undefined, x.value, y.value)
		if err != nil {
			return 0, err
		}
		f, err := s.c.ToNumber(result)
		switch {
		case err != nil || f != f:
			return 0, err
		case f < 0:
			return -1, nil
		case f > 0:
			return 1, nil
		}
		return stable(x, y), nil
	}
	if err := s.textOf(x); err != nil {
		return 0, err
	}
	if err := s.textOf(y); err != nil {
		return 0, err
	}
	if err := s.c.Charge(min(x.text.Size(), y.text.Size()) / 16); err != nil {
		return 0, err
	}
	if order := x.text.Compare(y.text); order != 0 {
		return order, nil
	}
	return stable(x, y), nil
}

func (s *sorter) textOf(item *sortItem) (err error) {
	if item.text == nil {
		item.text, err = s.c.ToString(item.value)
	}
	return err
}

// stable orders equal elements as they were.
func stable(x, y *sortItem) int {
	switch {
	case x.at < y.at:
		return -1
	case x.at > y.at:
		return 1
	}
	return 0
}

// store writes the elements back: the sorted ones, those that are undefined, and holes.
func (s *sorter) store(o *vm.Object, n, undefined int64) error {
	c := s.c
	if elems, ok := c.DenseForWrite(o); ok && int64(len(elems)) == n && int64(len(s.items))+undefined == n {
		for i := range elems {
			if i < len(s.items) {
				elems[i] = s.items[i].value
			} else {
				elems[i] = vm.Undefined
			}
		}
		return nil
	}
	at := int64(0)
	for i := range s.items {
		if c.Version() != vm.V1 || s.items[i].at != at { // njs 0.4.3 leaves alone what is in its place
			if err := setElement(c, o, at, s.items[i].value); err != nil {
				return err
			}
		}
		at++
	}
	for range undefined {
		if err := setElement(c, o, at, vm.Undefined); err != nil {
			return err
		}
		at++
	}
	return walk(c, o, at, n, func(_ vm.Value, i int64) (bool, error) { return false, deleteElement(c, o, i) })
}

// comparison says how two elements are ordered.
type comparison func(x, y *sortItem) (int, error)

// The sizes at which sortItems changes its method.
const (
	// insertionSize is up to which number of elements they are inserted one by one.
	insertionSize = 6
	// maxPending is how many parts wait at most; a part beyond is sorted by a heap, so that no function makes it slow.
	maxPending = 15
)

// sortItems is a quicksort in three parts with the median of the quartiles as pivot.
func sortItems(items []sortItem, compare comparison) error {
	var few [maxPending + 1][]sortItem
	pending := append(few[:0], items)
	for len(pending) > 0 {
		part := pending[len(pending)-1]
		pending = pending[:len(pending)-1]
		for len(part) > insertionSize {
			if len(pending) == maxPending {
				if err := heapSort(part, compare); err != nil {
					return err
				}
				part = nil
				break
			}
			below, above, err := partition(part, compare)
			if err != nil {
				return err
			}
			if len(below) > len(above) {
				pending, part = append(pending, below), above
			} else {
				pending, part = append(pending, above), below
			}
		}
		if err := insertionSort(part, compare); err != nil {
			return err
		}
	}
	return nil
}

// partition moves what is below the pivot to the beginning and what is above it to the end, and returns both.
func partition(items []sortItem, compare comparison) (below, above []sortItem, err error) {
	quarter := len(items) / 4
	m, err := median(items, [3]int{quarter, 2 * quarter, 3 * quarter}, compare)
	if err != nil {
		return nil, nil, err
	}
	items[0], items[m] = items[m], items[0]
	lower, upper := 0, len(items) // items[lower] is the pivot; from upper on it is above
	for i := 1; i < upper; {
		order, err := compare(&items[i], &items[lower])
		switch {
		case err != nil:
			return nil, nil, err
		case order > 0:
			upper--
			items[upper], items[i] = items[i], items[upper]
			continue
		case order < 0:
			items[lower], items[i] = items[i], items[lower]
			lower++
		}
		i++
	}
	return items[:lower], items[upper:], nil
}

// median returns which of three elements is neither the smallest nor the largest.
func median(items []sortItem, at [3]int, compare comparison) (int, error) {
	a, b, c := at[0], at[1], at[2]
	var err error
	less := func(x, y int) bool {
		if err != nil {
			return false
		}
		var order int
		order, err = compare(&items[x], &items[y])
		return order < 0
	}
	switch {
	case less(a, c):
		switch {
		case !less(b, c):
			return c, err
		case less(a, b):
			return b, err
		}
		return a, err
	case !less(b, a):
		return a, err
	case less(b, c):
		return c, err
	}
	return b, err
}

func insertionSort(items []sortItem, compare comparison) error {
	for i := 1; i < len(items); i++ {
		for j := i; j > 0; j-- {
			order, err := compare(&items[j], &items[j-1])
			if err != nil {
				return err
			}
			if order >= 0 {
				break
			}
			items[j], items[j-1] = items[j-1], items[j]
		}
	}
	return nil
}

func heapSort(items []sortItem, compare comparison) error {
	for i := len(items) / 2; i >= 0; i-- {
		if err := siftDown(items, i, compare); err != nil {
			return err
		}
	}
	for n := len(items) - 1; n > 0; n-- {
		items[0], items[n] = items[n], items[0]
		if err := siftDown(items[:n], 0, compare); err != nil {
			return err
		}
	}
	return nil
}

// siftDown lets the element at i sink below its children in the heap.
func siftDown(items []sortItem, i int, compare comparison) error {
	for {
		largest := i
		for child := 2*i + 1; child <= 2*i+2 && child < len(items); child++ {
			order, err := compare(&items[largest], &items[child])
			if err != nil {
				return err
			}
			if order < 0 {
				largest = child
			}
		}
		if largest == i {
			return nil
		}
		items[i], items[largest] = items[largest], items[i]
		i = largest
	}
}
