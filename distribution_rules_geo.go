// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package selvedge

// countries are the ISO 3166-1 alpha-2 codes.
const countries = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS " +
	"BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES " +
	"ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM " +
	"IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME " +
	"MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG " +
	"PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY " +
	"SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW"

func validateGeoRestriction(c *DistributionConfig) error {
	const path = "Restrictions.GeoRestriction"
	geo := &c.Restrictions.GeoRestriction
	if none := geo.RestrictionType == "none"; none != (len(geo.Items) == 0) {
		return Errorf(CodeInvalidGeoRestriction, "%s has RestrictionType %q and %d locations; allowed: none without "+
			"locations, whitelist or blacklist with at least one.", path, geo.RestrictionType, len(geo.Items))
	}
	seen := make(map[string]bool, len(geo.Items))
	for i, code := range geo.Items {
		switch item := itemPath(path+".Items", i); {
		case !hasWord(countries, code):
			return reject(CodeInvalidLocationCode, item, code, "country codes of ISO 3166-1, two upper-case letters")
		case seen[code]:
			return reject(CodeInvalidGeoRestriction, item, code, "each location once")
		}
		seen[code] = true
	}
	return nil
}
