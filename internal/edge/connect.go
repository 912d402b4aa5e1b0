// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge

import (
	"selvedge"
	"selvedge/internal/cff"
	"selvedge/internal/origin"
	"selvedge/internal/snapshot"
)

// Connect makes the snapshots that config builds ask their origins through client.
func Connect(config *snapshot.Config, client *origin.Client) {
	config.Connect = func(settings *selvedge.Origin) snapshot.Origin { return client.Origin(settings) }
	config.Derive = func(from snapshot.Origin, settings *selvedge.Origin, o cff.OriginOverrides) snapshot.Origin {
		configured := from.(*origin.Origin) //nolint:forcetypeassert // it comes from Connect above
		return configured.Derive(settings, origin.Overrides{
			HostHeader: textOr(o.HostHeader, ""), SNI: textOr(o.SNI, ""), CertificateNames: o.AllowedCertificateNames,
		})
	}
	config.Sign = func(o snapshot.Origin, behavior string) snapshot.Origin {
		return o.(*origin.Origin).Signed(behavior) //nolint:forcetypeassert // it comes from Connect or Derive above
	}
	config.Group = func(primary, secondary snapshot.Origin, codes []int) snapshot.Origin {
		return origin.NewGroup(primary, secondary, codes)
	}
}

func textOr(text *string, otherwise string) string {
	if text == nil {
		return otherwise
	}
	return *text
}
