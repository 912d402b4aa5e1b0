// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package selvedge

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"encoding/base64"
	"regexp"
	"time"
)

// Role says what the owner of an access key may do. Each role may do all that the one before it may.
type Role string

// The roles.
const (
	RoleReader   Role = "reader"   // reads, and tests functions
	RoleDeployer Role = "deployer" // changes functions, key value stores, invalidations and test events
	RoleAdmin    Role = "admin"    // everything
)

// rank orders the roles; what is none has rank 0.
func (r Role) rank() int {
	switch r {
	case RoleReader:
		return 1
	case RoleDeployer:
		return 2
	case RoleAdmin:
		return 3
	}
	return 0
}

// Includes says whether r may do what needs at least the role least. A role that is none may do nothing, and what needs
// one that is none may nobody do but an admin.
func (r Role) Includes(least Role) bool {
	if least.rank() == 0 {
		least = RoleAdmin
	}
	return r.rank() >= least.rank()
}

// Limits of access keys.
const (
	MaxAccessKeys    = 200                // beside the root key
	MaxRotationGrace = 7 * 24 * time.Hour // in which the secret before a rotation works, too
)

// AccessKey is a key that requests are signed with, without its secret.
type AccessKey struct {
	ID      string
	Name    string // of the user in its ARN
	Role    Role
	Created time.Time `json:",omitzero"` // of a root key it is not known
	Rotated time.Time `json:",omitzero"` // when the secret was last replaced; zero when it was not
	// FormerUntil is when the secret before the rotation ends to work; zero when it does not work.
	FormerUntil time.Time `json:",omitzero"`
	Root        bool      // it is the key of the data folder of the server, and cannot be changed
}

// Principal returns whose key it is.
func (k *AccessKey) Principal(account string) Principal {
	p := Principal{AccessKeyID: k.ID, Name: k.Name, Role: k.Role, ARN: RootARN(account)}
	if !k.Root {
		p.ARN = "arn:aws:iam::" + account + ":user/" + k.Name
	}
	return p
}

// NewAccessKeyPair returns a random id and a random secret, in the forms of AWS.
func NewAccessKeyPair() (id, secret string) {
	random := make([]byte, 40)
	_, _ = rand.Read(random) // crypto/rand.Read never fails
	return "AKIA" + base32.StdEncoding.EncodeToString(random[:10]), base64.StdEncoding.EncodeToString(random[10:])
}

// RootARN names the account itself.
func RootARN(account string) string { return "arn:aws:iam::" + account + ":root" }

// RootName is the name of the root key, which no other key can have.
const RootName = "root"

// AccessKeyService keeps access keys. Implementations are safe for concurrent use.
type AccessKeyService interface {
	// AccessKeys returns all keys in order of name.
	AccessKeys(ctx context.Context) ([]AccessKey, error)
	// CreateAccessKey makes a key and returns its secret, which nobody can read again. An empty name is that of the id;
	// EntityAlreadyExists when another key has the name.
	CreateAccessKey(ctx context.Context, name string, role Role) (k *AccessKey, secret string, err error)
	// RotateAccessKey gives a key a new secret; for the time grace the one before works, too. NoSuchResource when there
	// is no such key.
	RotateAccessKey(ctx context.Context, id string, grace time.Duration) (k *AccessKey, secret string, err error)
	// RevokeAccessKey ends a key: when it returns, no server accepts it. NoSuchResource when there is none.
	RevokeAccessKey(ctx context.Context, id string) error
}

// accessKeyName is the form of the name of an IAM user. Source: AWS IAM API, CreateUser.
var accessKeyName = regexp.MustCompile(`^[\w+=,.@-]{1,64}$`)

// ValidateAccessKey checks the name and the role of a new key. The name may be empty.
func ValidateAccessKey(name string, role Role) error {
	switch {
	case name == RootName:
		return Errorf(CodeInvalidArgument, "The name %s is that of the root key; choose another.", name)
	case name != "" && !accessKeyName.MatchString(name):
		return Errorf(CodeInvalidArgument,
			"The name %q of the access key is not 1 to 64 letters, digits and characters out of _+=,.@-.", name)
	case role.rank() == 0:
		return Errorf(CodeInvalidArgument, "The role %q is not %s, %s or %s.", role, RoleAdmin, RoleDeployer, RoleReader)
	}
	return nil
}

// ValidateGrace checks for how long a secret may work after it was replaced.
func ValidateGrace(grace time.Duration) error {
	if grace < 0 || grace > MaxRotationGrace {
		return Errorf(CodeInvalidArgument, "The grace period %s is not between 0 and %s.", grace, MaxRotationGrace)
	}
	return nil
}
