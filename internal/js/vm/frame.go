// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package vm

import "selvedge/internal/js/bytecode"

// Machine runs the code of one program in one realm. Calls between functions of the program do not use Go's stack: each has
// a frame here, and its registers on a stack of values.
//
// A machine belongs to its realm. What it keeps between invocations are buffers, and caches that may be out of date but are
// not believed then.
type Machine struct {
	realm   *Realm
	code    *Code
	globals []*Cell
	caches  []PropertyCache

	frames []*frame // those of active calls, and spare ones
	depth  int      // of active calls
	chunks [][]Value
	chunk  int // of the stack of registers, in use: chunks[:chunk+1]
	values int // length of all chunks

	cells   []*Cell // the stack of cells of active calls
	cellTop int

	imageHeap, runHeap closureHeap

	covered []uint32 // runs of the statements of bytecode.Program.Cover

	failed    failure
	unhandled []*Object // rejected promises that nobody has asked, oldest first
}

// Sizes of the stacks. The first chunk holds what a small function needs.
const (
	firstStack   = 128
	maxStack     = 64 << 10 // values
	firstCells   = 16
	maxCellStack = 64 << 10
	frameBlock   = 8 // frames that are allocated together
)

// frame is an active call of a function of the program.
type frame struct {
	fn     *Closure
	object *Object // the function object
	regs   []Value // unless they are elsewhere, the stack is free beyond, up to their capacity
	cells  []*Cell
	task   *task // with frameAsync
	pc     int32
	dst    int32 // register of the caller for the result
	native int32 // built-ins that were active when the call began, see trace
	flags  frameFlags
}

type frameFlags uint8

const (
	frameEntry frameFlags = 1 << iota // called from Go, which gets the result
	frameNew                          // called by new
	frameAsync                        // suspends at await; its registers are not on the stack
	frameChunk                        // begins a chunk of the stack
	frameCells                        // has cells on the stack of cells
)

// Closure is the internal data of functions of the program.
type Closure struct {
	machine  *Machine
	code     *funcCode
	captured []*Cell
}

var _ Callable = (*Closure)(nil)

// closureHeap is where closures of one lifetime are allocated, as with heap.
type closureHeap struct {
	closures slab[Closure]
	captures runs[*Cell]
}

// Sizes of chunks of captures. BenchmarkScripts/interp/closures.
const (
	firstCaptures   = 32
	largestCaptures = 512
)

// newMachine returns a machine that has run nothing.
func newMachine(r *Realm, c *Code) *Machine {
	m := &Machine{realm: r, code: c, caches: make([]PropertyCache, len(c.keys))}
	m.chunks = [][]Value{make([]Value, firstStack)}
	m.values = firstStack
	if n := len(c.program.Cover); n > 0 {
		m.covered = make([]uint32, n)
	}
	return m
}

// reset forgets what an invocation has left behind.
func (m *Machine) reset() {
	for _, chunk := range m.chunks {
		clear(chunk)
	}
	for _, f := range m.frames {
		*f = frame{}
	}
	clear(m.cells)
	clear(m.unhandled)
	m.runHeap.closures.reset(retained / objectBytes)
	m.runHeap.captures.reset(retained / valueBytes)
	m.unhandled = m.unhandled[:0]
	m.depth, m.chunk, m.cellTop, m.failed = 0, 0, 0, failure{}
}

// top returns the frame of the current call.
func (m *Machine) top() *frame { return m.frames[m.depth-1] }

// free returns the part of the stack above the current call.
func (m *Machine) free() []Value {
	if m.depth == 0 {
		return m.chunks[0]
	}
	f := m.top()
	if f.flags&frameAsync != 0 {
		return f.task.above
	}
	return f.regs[len(f.regs):cap(f.regs)]
}

// nextChunk returns a chunk of at least n values. ok is false when the stack is full.
func (m *Machine) nextChunk(n int) (chunk []Value, ok bool) {
	if m.chunk+1 == len(m.chunks) || len(m.chunks[m.chunk+1]) < n {
		for _, unused := range m.chunks[m.chunk+1:] {
			m.values -= len(unused)
		}
		m.chunks = m.chunks[:m.chunk+1]
		size := max(n, min(4*len(m.chunks[m.chunk]), maxStack-m.values))
		if m.values+size > maxStack {
			return nil, false
		}
		m.chunks = append(m.chunks, make([]Value, size))
		m.values += size
	}
	m.chunk++
	return m.chunks[m.chunk], true
}

// takeCells gives a call its cells.
func (m *Machine) takeCells(n int) (cells []*Cell, ok bool) {
	if m.cellTop+n > len(m.cells) {
		if m.cellTop+n > maxCellStack {
			return nil, false
		}
		// Calls that are active keep their part of the old stack.
		m.cells = make([]*Cell, max(firstCells, 2*len(m.cells), m.cellTop+n))
	}
	m.cellTop += n
	cells = m.cells[m.cellTop-n : m.cellTop : m.cellTop]
	clear(cells)
	return cells, true
}

// push begins a call: its frame is the top one then, its result will go to register dst of the frame below. window is a part
// of the stack that begins with this and argc arguments; they become the first registers, and all of the window is free.
func (m *Machine) push(object *Object, window []Value, argc int, dst int, flags frameFlags) error {
	fn := object.internal.(*Closure)
	fc := fn.code
	if m.depth >= m.realm.meter.limits.Depth {
		return m.stackExceeded()
	}
	if m.depth == len(m.frames) {
		block := make([]frame, frameBlock)
		for i := range block {
			m.frames = append(m.frames, &block[i])
		}
	}
	f := m.frames[m.depth]
	regs := window
	if cap(regs) < fc.registers {
		chunk, ok := m.nextChunk(fc.registers)
		if !ok {
			return m.stackExceeded()
		}
		copy(chunk, regs[:min(1+argc, fc.registers)])
		regs, flags = chunk, flags|frameChunk
	}
	f.fn, f.object, f.pc, f.dst, f.flags, f.native = fn, object, 0, int32(dst), flags, int32(m.realm.calls.depth)
	if fc.special {
		if err := m.prepare(f, window, regs, argc); err != nil {
			return err
		}
	} else {
		f.regs = regs[:fc.registers]
		clear(f.regs[1+min(argc, fc.params) : fc.cleared])
	}
	m.depth++
	return nil
}

func (m *Machine) stackExceeded() error {
	return m.realm.RangeError("Maximum call stack size exceeded")
}

// prepare is the part of push that most functions do not need. When it fails the call has left nothing behind but a chunk.
func (m *Machine) prepare(f *frame, window, regs []Value, argc int) error {
	r, fc := m.realm, f.fn.code
	args := window[1 : 1+argc : 1+argc]
	var list, rest *Object
	if fc.flags&bytecode.HasArguments != 0 {
		list = r.newArguments(args)
	}
	if fc.flags&bytecode.Rest != 0 {
		rest = r.NewArray(args[min(argc, fc.params-1):]...)
	}
	if err := m.prepareCells(f); err != nil {
		if f.flags&frameChunk != 0 {
			m.chunk--
		}
		return err
	}
	given := 1 + min(argc, fc.params)
	if fc.flags&bytecode.Async != 0 {
		f.flags |= frameAsync
		f.task = &task{machine: m, promise: r.NewPromise(), above: regs[:cap(regs)]}
		f.regs = r.newValues(fc.registers)
		copy(f.regs, window[:given])
	} else {
		f.regs = regs[:fc.registers]
		clear(f.regs[given:fc.cleared])
	}
	if list != nil {
		f.regs[fc.arguments] = list.Value()
	}
	if rest != nil {
		f.regs[fc.params] = rest.Value()
	}
	return nil
}

func (m *Machine) prepareCells(f *frame) error {
	fc := f.fn.code
	switch {
	case fc.cells == 0:
	case fc.flags&bytecode.Async != 0:
		m.realm.took(valueBytes * fc.cells)
		f.cells = make([]*Cell, fc.cells)
	default:
		cells, ok := m.takeCells(fc.cells)
		if !ok {
			return m.stackExceeded()
		}
		f.cells = cells
		f.flags |= frameCells
	}
	return nil
}

// pop ends the current call.
func (m *Machine) pop() {
	m.depth--
	f := m.frames[m.depth]
	if f.flags&frameChunk != 0 {
		m.chunk--
	}
	if f.flags&frameCells != 0 {
		m.cellTop -= len(f.cells)
	}
}

// newArguments returns the arguments object of a call. In njs it does not share values with the parameters.
func (r *Realm) newArguments(args []Value) *Object {
	o := r.newObject(ClassArguments, r.Intrinsic(ObjectPrototype), argumentsShape)
	o.elems = r.newValues(len(args))
	copy(o.elems, args)
	o.slots = r.newValues(2)
	o.slots[0], o.slots[1] = Int(len(args)), poisonedOf[r.version]
	return o
}

var (
	argumentsShape = func() *Shape {
		s := emptyShape.derive(propertyEntry{Keys.Length.name, AttrHidden})
		return s.derive(propertyEntry{Keys.Callee.name, AttrAccessor}).seal()
	}()

	// poisonedOf is the accessor of properties that strict code has not got, by version.
	poisonedOf = [...]Value{V1: makePoisoned(V1), V2: makePoisoned(V2)}
)

func makePoisoned(v Version) Value {
	b := newLoose("", "Function.prototype.caller", 0, func(c *Call) (Value, error) {
		return Undefined, c.TypeError(`"caller", "callee", "arguments" properties may not be accessed`)
	})
	l := &lazy{get: b, set: b}
	if v == V1 {
		l.show("native")
	}
	return lazyValue(l)
}
