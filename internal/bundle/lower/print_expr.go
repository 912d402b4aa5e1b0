// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package lower

import (
	"strings"

	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/token"
)

// Precedence of expressions, the loosest first.
const (
	precSequence = iota
	precAssign
	precConditional
	precCoalesce
	precOr
	precAnd
	precBitOr
	precBitXor
	precBitAnd
	precEquality
	precRelational
	precShift
	precAdd
	precMultiply
	precExponent
	precUnary
	precPostfix
	precNew // new without arguments
	precCall
	precMember
	precPrimary
)

var binaryPrec = map[token.Token]int{
	token.COALESCE: precCoalesce, token.LOGICAL_OR: precOr, token.LOGICAL_AND: precAnd,
	token.OR: precBitOr, token.EXCLUSIVE_OR: precBitXor, token.AND: precBitAnd,
	token.EQUAL: precEquality, token.NOT_EQUAL: precEquality,
	token.STRICT_EQUAL: precEquality, token.STRICT_NOT_EQUAL: precEquality,
	token.LESS: precRelational, token.GREATER: precRelational, token.LESS_OR_EQUAL: precRelational,
	token.GREATER_OR_EQUAL: precRelational, token.IN: precRelational, token.INSTANCEOF: precRelational,
	token.SHIFT_LEFT: precShift, token.SHIFT_RIGHT: precShift, token.UNSIGNED_SHIFT_RIGHT: precShift,
	token.PLUS: precAdd, token.MINUS: precAdd,
	token.MULTIPLY: precMultiply, token.SLASH: precMultiply, token.REMAINDER: precMultiply,
	token.EXPONENT: precExponent,
}

func precOf(e ast.Expression) int {
	switch e := e.(type) {
	case *ast.SequenceExpression:
		return precSequence
	case *ast.AssignExpression, *ast.ArrowFunctionLiteral:
		return precAssign
	case *ast.ConditionalExpression:
		return precConditional
	case *ast.BinaryExpression:
		return binaryPrec[e.Operator]
	case *ast.UnaryExpression:
		if e.Postfix {
			return precPostfix
		}
		return precUnary
	case *ast.AwaitExpression:
		return precUnary
	case *ast.CallExpression:
		return precCall
	case *ast.NewExpression, *ast.DotExpression, *ast.BracketExpression, *ast.TemplateLiteral:
		return precMember
	}
	return precPrimary
}

// expr writes an expression, in parentheses when it binds looser than least.
func (p *printer) expr(e ast.Expression, least int) {
	in := false
	if b, ok := e.(*ast.BinaryExpression); ok && p.noIn {
		in = b.Operator == token.IN
	}
	if precOf(e) < least || in {
		p.parens(e)
		return
	}
	p.bare(e)
}

func (p *printer) parens(e ast.Expression) {
	p.write("(")
	noIn := p.noIn
	p.noIn = false
	p.bare(e)
	p.noIn = noIn
	p.write(")")
}

func (p *printer) bare(e ast.Expression) {
	switch e := e.(type) {
	case *ast.SequenceExpression:
		for i, part := range e.Sequence {
			if i > 0 {
				p.write(", ")
			}
			p.expr(part, precAssign)
		}
	case *ast.AssignExpression:
		p.expr(e.Left, precPostfix)
		p.space()
		if e.Operator != token.ASSIGN {
			p.write(e.Operator.String())
		}
		p.write("= ")
		p.expr(e.Right, precAssign)
	case *ast.ConditionalExpression:
		p.expr(e.Test, precCoalesce)
		p.write(" ? ")
		p.expr(e.Consequent, precAssign)
		p.write(" : ")
		p.expr(e.Alternate, precAssign)
	case *ast.BinaryExpression:
		p.binary(e)
	case *ast.UnaryExpression:
		p.unary(e)
	case *ast.AwaitExpression:
		p.mark(e.Await)
		p.write("await ")
		p.expr(e.Argument, precUnary)
	case *ast.CallExpression:
		p.expr(e.Callee, precCall)
		p.arguments(e.ArgumentList)
	case *ast.NewExpression:
		p.mark(e.New)
		p.write("new ")
		if containsCall(e.Callee) {
			p.parens(e.Callee)
		} else {
			p.expr(e.Callee, precMember)
		}
		p.arguments(e.ArgumentList)
	case *ast.DotExpression:
		p.dot(e)
	case *ast.BracketExpression:
		p.expr(e.Left, precCall)
		p.write("[")
		p.enclosed(e.Member, precSequence)
		p.write("]")
	default:
		p.primary(e)
	}
}

// enclosed writes an expression between brackets.
func (p *printer) enclosed(e ast.Expression, least int) {
	noIn := p.noIn
	p.noIn = false
	p.expr(e, least)
	p.noIn = noIn
}

func (p *printer) arguments(list []ast.Expression) {
	p.write("(")
	for i, e := range list {
		if i > 0 {
			p.write(", ")
		}
		p.enclosed(e, precAssign)
	}
	p.write(")")
}

func (p *printer) dot(e *ast.DotExpression) {
	if n, ok := e.Left.(*ast.NumberLiteral); ok && !strings.ContainsAny(n.Literal, ".exob") {
		p.parens(e.Left)
	} else {
		p.expr(e.Left, precCall)
	}
	p.mark(e.Identifier.Idx)
	p.write(".")
	p.write(nameOf(&e.Identifier))
}

// containsCall says whether the callee of new has a call that would take its arguments.
func containsCall(e ast.Expression) bool {
	for {
		switch c := e.(type) {
		case *ast.CallExpression:
			return true
		case *ast.DotExpression:
			e = c.Left
		case *ast.BracketExpression:
			e = c.Left
		case *ast.TemplateLiteral:
			if c.Tag == nil {
				return false
			}
			e = c.Tag
		default:
			return false
		}
	}
}

// binary writes a chain of operators that groups to the left without going deep.
func (p *printer) binary(e *ast.BinaryExpression) {
	chain := []*ast.BinaryExpression{e}
	for {
		last := chain[len(chain)-1]
		left, ok := last.Left.(*ast.BinaryExpression)
		if !ok || leftParens(last, left) || p.noIn && left.Operator == token.IN {
			break
		}
		chain = append(chain, left)
	}
	for i := len(chain) - 1; i >= 0; i-- {
		b := chain[i]
		prec := binaryPrec[b.Operator]
		if i == len(chain)-1 {
			p.operand(b.Left, leftLeast(b), b.Operator)
		}
		p.space()
		p.write(b.Operator.String())
		p.space()
		least := prec + 1
		if b.Operator == token.EXPONENT {
			least = prec
		}
		p.operand(b.Right, least, b.Operator)
	}
}

// leftLeast is how tight the left operand of b must bind.
func leftLeast(b *ast.BinaryExpression) int {
	if b.Operator == token.EXPONENT {
		return precPostfix
	}
	return binaryPrec[b.Operator]
}

// leftParens says whether the left operand of b needs parentheses.
func leftParens(b, left *ast.BinaryExpression) bool {
	return binaryPrec[left.Operator] < leftLeast(b) || mixes(b.Operator, left)
}

// operand writes an operand; ?? may not be mixed with && and ||.
func (p *printer) operand(e ast.Expression, least int, operator token.Token) {
	if mixes(operator, e) {
		p.parens(e)
		return
	}
	p.expr(e, least)
}

func mixes(operator token.Token, e ast.Expression) bool {
	b, ok := e.(*ast.BinaryExpression)
	if !ok {
		return false
	}
	return operator == token.COALESCE && (b.Operator == token.LOGICAL_AND || b.Operator == token.LOGICAL_OR) ||
		b.Operator == token.COALESCE && (operator == token.LOGICAL_AND || operator == token.LOGICAL_OR)
}

func (p *printer) unary(e *ast.UnaryExpression) {
	if e.Postfix {
		p.expr(e.Operand, precPostfix)
		p.write(e.Operator.String())
		return
	}
	p.mark(e.Idx)
	word := e.Operator.String()
	p.write(word)
	if isWord(word[0]) {
		p.space()
	}
	p.expr(e.Operand, precUnary)
}

func (p *printer) primary(e ast.Expression) {
	p.mark(e.Idx0())
	switch e := e.(type) {
	case *ast.Identifier:
		p.write(nameOf(e))
	case *ast.ThisExpression:
		p.write("this")
	case *ast.NullLiteral:
		p.write("null")
	case *ast.BooleanLiteral:
		p.write(e.Literal)
	case *ast.NumberLiteral:
		p.write(e.Literal)
	case *ast.StringLiteral:
		p.raw(e.Literal)
	case *ast.RegExpLiteral:
		p.write(e.Literal)
	case *ast.TemplateLiteral:
		p.template(e)
	case *ast.ArrayLiteral:
		p.array(e)
	case *ast.ObjectLiteral:
		p.object(e)
	case *ast.FunctionLiteral:
		p.function(e)
	case *ast.ArrowFunctionLiteral:
		p.arrow(e)
	default:
		panic("BUG: expression that cannot be printed")
	}
}

func (p *printer) template(e *ast.TemplateLiteral) {
	if e.Tag != nil {
		p.expr(e.Tag, precCall)
	}
	p.write("`")
	for i, part := range e.Elements {
		if i > 0 {
			p.write("${")
			p.enclosed(e.Expressions[i-1], precSequence)
			p.write("}")
		}
		if part.Literal != "" {
			p.last = 0 // nothing of a template is a token
			p.raw(part.Literal)
		}
		p.last = 0
	}
	p.write("`")
}

func (p *printer) array(e *ast.ArrayLiteral) {
	p.write("[")
	for i, v := range e.Value {
		if i > 0 {
			p.write(", ")
		}
		if v != nil {
			p.enclosed(v, precAssign)
		} else if i == len(e.Value)-1 {
			p.write(",")
		}
	}
	p.write("]")
}

func (p *printer) object(e *ast.ObjectLiteral) {
	if len(e.Value) == 0 {
		p.write("{}")
		return
	}
	p.write("{ ")
	for i, property := range e.Value {
		if i > 0 {
			p.write(", ")
		}
		p.property(property.(*ast.PropertyKeyed))
	}
	p.write(" }")
}

func (p *printer) property(k *ast.PropertyKeyed) {
	f, _ := k.Value.(*ast.FunctionLiteral)
	switch k.Kind {
	case ast.PropertyKindGet, ast.PropertyKindSet:
		p.write(string(k.Kind) + " ")
	case ast.PropertyKindMethod:
		if f.Async {
			p.write("async ")
		}
	}
	p.key(k)
	if k.Kind != ast.PropertyKindValue {
		p.parameters(f.ParameterList)
		p.space()
		p.block(f.Body.List)
		return
	}
	if id, ok := k.Value.(*ast.Identifier); ok && !k.Computed {
		if s, ok := k.Key.(*ast.StringLiteral); ok && s.Value == id.Name && nameOf(id) != "__proto__" {
			return // {a} for {a: a}
		}
	}
	p.write(": ")
	p.enclosed(k.Value, precAssign)
}

func (p *printer) key(k *ast.PropertyKeyed) {
	if k.Computed {
		p.write("[")
		p.enclosed(k.Key, precAssign)
		p.write("]")
		return
	}
	p.mark(k.Key.Idx0())
	s, ok := k.Key.(*ast.StringLiteral)
	if ok && isIdentifierName(s.Value.String()) {
		p.write(s.Value.String())
		return
	}
	if ok {
		p.write(quoteText(s.Value.String()))
		return
	}
	p.write(k.Key.(*ast.NumberLiteral).Literal)
}

func (p *printer) parameters(list *ast.ParameterList) {
	noIn := p.noIn
	p.noIn = false
	p.write("(")
	for i, b := range list.List {
		if i > 0 {
			p.write(", ")
		}
		p.expr(b.Target, precAssign)
	}
	if list.Rest != nil {
		if len(list.List) > 0 {
			p.write(", ")
		}
		p.write("...")
		p.expr(list.Rest, precAssign)
	}
	p.write(")")
	p.noIn = noIn
}

func (p *printer) function(f *ast.FunctionLiteral) {
	p.mark(f.Function)
	if f.Async {
		p.write("async ")
	}
	p.write("function")
	if f.Name != nil {
		p.space()
		p.mark(f.Name.Idx)
		p.write(nameOf(f.Name))
	}
	p.parameters(f.ParameterList)
	p.space()
	noIn := p.noIn
	p.noIn = false
	p.block(f.Body.List)
	p.noIn = noIn
}

func (p *printer) arrow(f *ast.ArrowFunctionLiteral) {
	if f.Async {
		p.write("async ")
	}
	p.parameters(f.ParameterList)
	p.write(" => ")
	noIn := p.noIn
	switch body := f.Body.(type) {
	case *ast.BlockStatement:
		p.noIn = false
		p.block(body.List)
	case *ast.ExpressionBody:
		if beginsBadly(body.Expression, false) {
			p.parens(body.Expression)
		} else {
			p.expr(body.Expression, precAssign)
		}
	}
	p.noIn = noIn
}

// beginsBadly says whether e begins with a brace or, in a statement, with the word function.
func beginsBadly(e ast.Expression, inStatement bool) bool {
	for {
		switch x := e.(type) {
		case *ast.ObjectLiteral:
			return true
		case *ast.FunctionLiteral:
			return inStatement
		case *ast.SequenceExpression:
			e = x.Sequence[0]
		case *ast.AssignExpression:
			e = x.Left
		case *ast.BinaryExpression:
			e = x.Left
		case *ast.ConditionalExpression:
			e = x.Test
		case *ast.CallExpression:
			e = x.Callee
		case *ast.DotExpression:
			e = x.Left
		case *ast.BracketExpression:
			e = x.Left
		case *ast.TemplateLiteral:
			if x.Tag == nil {
				return false
			}
			e = x.Tag
		case *ast.UnaryExpression:
			if !x.Postfix {
				return false
			}
			e = x.Operand
		default:
			return false
		}
	}
}
