// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package vm

// Host is what a realm may know of the world.
type Host interface {
	// Now returns the time in milliseconds since 1970, without fraction. It is the same throughout an invocation.
	Now() float64
	// Random returns a number in [0, 1).
	Random() float64
	// ConsoleLog takes one record that the program has printed. The text is valid during the call.
	ConsoleLog(text string)
}

// Realm is everything that one instance of a program has: objects, names, limits. It is owned by one goroutine at a
// time; Interrupt alone may be called from others.
//
// Its life: NewRealm, then code that builds the image, then Seal; and for each invocation code, then Rollback. A
// realm whose run ended with an Abort, or panicked, must not be used again.
type Realm struct {
	meter   meter
	heap    *heap // where things are allocated now: &image or &run
	calls   callStack
	lookups lookups
	version Version
	sealed  bool
	impure  bool

	machine *Machine // nil when the realm runs no program

	undo        undoLog
	names       realmNames
	transitions transitions
	intrinsics  []*Object
	jobs        jobQueue
	mark        meterMark

	image, run heap

	registry *Registry
	host     Host

	atRollback []func()
}

// lookups says how long what caches have learned about prototypes is true.
type lookups struct {
	epoch   uint32 // changes with any prototype
	foreign bool   // an object of the invocation has become a prototype
}

// meterMark is what the meter showed when the image was complete.
type meterMark struct {
	fuel, reserve, memory int64
}

// Config says what a realm is made of.
type Config struct {
	Registry *Registry
	Names    *NameTable // of the program; nil for none. Its parent is Registry.Names()
	Host     Host
	Limits   Limits
}

// NewRealm returns a realm in which nothing has run.
func NewRealm(c Config) *Realm {
	if c.Names == nil {
		c.Names = c.Registry.names
	}
	r := &Realm{
		version:    c.Registry.version,
		registry:   c.Registry,
		host:       c.Host,
		intrinsics: make([]*Object, len(c.Registry.templates)),
	}
	r.names.table = NewNameTable(c.Names)
	r.heap = &r.image
	r.meter.start(c.Limits, r.version)
	return r
}

// Version returns the runtime version.
func (r *Realm) Version() Version { return r.version }

// AtRollback has f called by every Rollback, before what the invocation has allocated goes.
func (r *Realm) AtRollback(f func()) { r.atRollback = append(r.atRollback, f) }

// Global returns the global object.
func (r *Realm) Global() *Object { return r.Intrinsic(GlobalObject) }

// Host returns what the realm was made with. Built-ins of the host find the invocation through it.
func (r *Realm) Host() Host { return r.host }

// Now returns the time, see Host.
func (r *Realm) Now() float64 {
	r.observe()
	return r.host.Now()
}

// Random returns a random number, see Host.
func (r *Realm) Random() float64 {
	r.observe()
	return r.host.Random()
}

// ConsoleLog hands a text to the host.
func (r *Realm) ConsoleLog(text string) {
	r.observe()
	r.host.ConsoleLog(text)
}

// observe notes that the image depends on more than the program.
func (r *Realm) observe() {
	if !r.sealed {
		r.impure = true
	}
}

// Observe is called by built-ins of the host before they do what can have another result in another invocation.
func (r *Realm) Observe() { r.observe() }

// Impure says whether the code at the top level has observed the host: then the image is good for one invocation.
func (r *Realm) Impure() bool { return r.impure }

// Sealed says whether the image is complete.
func (r *Realm) Sealed() bool { return r.sealed }

// Intrinsic names a built-in object. Templates of the host use FirstModule and what follows.
type Intrinsic uint16

// The built-in objects of the language.
const (
	_ Intrinsic = iota
	// NoIntrinsic stands for null where a template names its prototype.
	NoIntrinsic

	GlobalObject
	ObjectPrototype
	ObjectConstructor
	FunctionPrototype
	FunctionConstructor
	AsyncFunctionPrototype
	AsyncFunctionConstructor
	ArrayPrototype
	ArrayConstructor
	StringPrototype
	StringConstructor
	NumberPrototype
	NumberConstructor
	BooleanPrototype
	BooleanConstructor
	SymbolPrototype
	SymbolConstructor
	ErrorPrototype
	ErrorConstructor
	EvalErrorPrototype
	EvalErrorConstructor
	InternalErrorPrototype
	InternalErrorConstructor
	MemoryErrorPrototype
	MemoryErrorConstructor
	RangeErrorPrototype
	RangeErrorConstructor
	ReferenceErrorPrototype
	ReferenceErrorConstructor
	SyntaxErrorPrototype
	SyntaxErrorConstructor
	TypeErrorPrototype
	TypeErrorConstructor
	URIErrorPrototype
	URIErrorConstructor
	AggregateErrorPrototype
	AggregateErrorConstructor
	RegExpPrototype
	RegExpConstructor
	DatePrototype
	DateConstructor
	PromisePrototype
	PromiseConstructor
	MathObject
	JSONObject
	ConsoleObject
	IteratorPrototype
	ArrayIteratorPrototype
	StringIteratorPrototype
	RegExpStringIteratorPrototype
	ArrayBufferPrototype
	ArrayBufferConstructor
	DataViewPrototype
	DataViewConstructor
	TypedArrayPrototype
	TypedArrayConstructor
	Int8ArrayPrototype
	Int8ArrayConstructor
	Uint8ArrayPrototype
	Uint8ArrayConstructor
	Uint8ClampedArrayPrototype
	Uint8ClampedArrayConstructor
	Int16ArrayPrototype
	Int16ArrayConstructor
	Uint16ArrayPrototype
	Uint16ArrayConstructor
	Int32ArrayPrototype
	Int32ArrayConstructor
	Uint32ArrayPrototype
	Uint32ArrayConstructor
	Float32ArrayPrototype
	Float32ArrayConstructor
	Float64ArrayPrototype
	Float64ArrayConstructor
	BufferPrototype
	BufferConstructor
	TextEncoderPrototype
	TextEncoderConstructor
	TextDecoderPrototype
	TextDecoderConstructor
	ParseIntFunction
	ParseFloatFunction
	ArrayValuesFunction

	// FirstModule is the first one that is free for modules of the host.
	FirstModule Intrinsic = 128
)
