package workbench

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"goodmeasure/internal/testkit"
)

// nationalCheck says where a file has a measure: the value, the counts of which it is a share, and which rows count. A file with a row for
// each count names them in a column: part and whole are then the rows that hold the counts.
type nationalCheck struct {
	indicator, file    string
	value              string
	counts, out        []string
	where              [2]string
	column, part, full string
	per                float64
}

func wide(indicator, file, value, count, out string, where ...string) nationalCheck {
	c := nationalCheck{indicator: indicator, file: file, value: value, counts: []string{count}, out: strings.Split(out, "+"), per: 100}
	copy(c.where[:], where)
	return c
}

func long(indicator, file, group, of, column, part, full, count, share string) nationalCheck {
	return nationalCheck{indicator: indicator, file: file, value: share, counts: []string{count}, out: []string{count}, where: [2]string{group, of},
		column: column, part: part, full: full, per: 100}
}

func nationalChecks() []nationalCheck {
	const (
		referrals, plans, lengths = "c1_children_in_need_referrals_and_rereferrals_2013_to_2025", "d3_cpps_subsequent_plan_2013_to_2025", "d5_cpps_at31march_by_duration_2013_to_2025"
		workforce, numbers        = "csww_indicators_2017_to_2025", "cla_number_and_rate_per_10k_children"
		inCare, inNeed, aged      = "CLA 12 months at 31 March", "CINO at 31 March", "19 to 21 years"
		checked, every            = "Health assessments: Children looked after all ages", "Total all ages"
	)
	health := func(indicator, of, part, full string) nationalCheck {
		return long(indicator, "la_conviction_health_outcome_cla", "characteristic", of, "breakdown", part, full, "children_count", "children_percent")
	}
	rate := func(indicator, of string) nationalCheck {
		c := wide(indicator, numbers, "rate_per_10000", "children_count", "population_estimate", "population_type", of)
		c.per = 10_000
		return c
	}
	return []nationalCheck{
		wide("rereferral", referrals, "rereferral_percent", "rereferral_count", "referral_count"),
		wide("referral_nfa", referrals, "no_further_action_percent", "no_further_action_count", "referral_count"),
		wide("referral_not_in_need", referrals, "not_in_need_percent", "not_in_need_count", "referral_count"),
		wide("cpp_repeat", plans, "CPP_subsequent_percent", "CPP_subsequent", "CPP_start"),
		wide("cpp_2yrs_open", lengths, "2_years_or_more_percent", "2_years_or_more", "CPP_At31"),
		wide("sw_vacancy", workforce, "vacancy_rate_fte", "vacancy_fte", "vacancy_fte+inpost_fte"),
		wide("sw_turnover", workforce, "turnover_rate_fte", "leavers_fte", "inpost_fte"),
		wide("sw_agency", workforce, "agency_rate_fte", "agency_fte", "agency_fte+inpost_fte"),
		rate("cla_rate", "Children looked after on 31 March each year"), rate("cla_start_rate", "Children starting to be looked after each year"),
		wide("cla_persistent_absence", "absence_la", "pt_pupils_pa_10_exact", "t_pupils_pa_10_exact", "t_pupils", "social_care_group", inCare),
		wide("cin_persistent_absence", "absence_la", "pt_pupils_pa_10_exact", "t_pupils_pa_10_exact", "t_pupils", "social_care_group", inNeed),
		wide("cla_absence", "absence_la", "pt_overall", "t_sess_overall", "t_sess_possible", "social_care_group", inCare),
		wide("cla_ks2_rwm", "ks2_la", "pt_rwm_met_expected_standard", "t_rwm_met_expected_standard", "t_rwm_eligible_pupils", "social_care_group", inCare),
		long("cl_eet", "la_care_leavers_activity", "care_leaver_age", aged, "breakdown", "Total in education, employment or training", "Total", "care_leaver_count", "care_leaver_percent"),
		long("cl_he", "la_care_leavers_activity", "care_leaver_age", aged, "breakdown", "Higher education i.e. studies beyond A level", "Total", "care_leaver_count", "care_leaver_percent"),
		long("cl_accom", "la_care_leavers_accommodation_suitability", "care_leaver_age", aged, "breakdown", "Accommodation considered suitable", "Suitability total", "care_leaver_count", "care_leaver_percent"),
		long("placement_3plus", "la_cla_placement_stability", "cla_group", "CLA on 31 March", "placement_stability", "With 3 or more placements during the year", "Total children", "children_count", "children_percent"),
		long("placement_2yrs", "la_cla_placement_stability", "cla_group", "Children looked after continuously for at least 2.5 years on 31 March aged under 16 years", "placement_stability", "Living with the same carer for at least 2 years", "Total children", "children_count", "children_percent"),
		long("cla_sw_changes", "la_cla_swcount", "cla_group", "CLA on 31 March", "sw_stability", "3 or more social workers during the year", "Total children", "number", "percentage"),
		long("cla_school_move", "la_cla_school_moves", "move_measure", "Mid-year moves", "school_stability", "With one or more mid-year moves during the year", "Total children", "number", "percentage"),
		health("cla_health_check", checked, "Had their annual health assessment", every), health("cla_dental", checked, "Had their teeth checked by a dentist", every),
		health("cla_immunised", checked, "Had their immunisations up to date", every),
		health("cla_offending", "Convictions: Children looked after Ages 10 to 17 years", "Convicted or subject to youth cautions, or youth conditional cautions during the year", "Total ages 10 to 17 years"),
		health("cla_substance", "Substance misuse: Children looked after all ages", "Identified as having a substance misuse problem", every),
		health("cla_sdq_concern", "Ages 5 to 16 years with SDQ score", "SDQ score is a cause for concern", "SDQ score was received"),
	}
}

// What a page says of how publishers work out their own figure for England holds for every year of the files: it is the share of England's
// own counts, and these are those of the authorities added up, as far as all are published.
func TestPublishersPoolTheirNationalFigures(t *testing.T) {
	checked := []string{}
	for _, c := range nationalChecks() {
		checked = append(checked, c.indicator)
		t.Run(c.indicator, func(t *testing.T) { c.hold(t) })
	}
	listed := slices.Sorted(slices.Values(pooledNationally))
	if slices.Sort(checked); !slices.Equal(checked, listed) {
		t.Errorf("checked are %v, and the pages say it of %v", checked, listed)
	}
}

func (c nationalCheck) hold(t *testing.T) {
	type counts struct{ value, part, out string }
	national, local := map[string]counts{}, map[string]map[string]counts{}
	for _, row := range testkit.Rows(t, testkit.Shared(t, "data", "raw", "dfe-ees-2025", c.file+".csv")) {
		if c.where[0] != "" && !strings.EqualFold(row[c.where[0]], c.where[1]) || row["phase_type_grouping"] != "" && row["phase_type_grouping"] != "Total" ||
			c.indicator == "cla_school_move" && row["cla_group"] != "CLA on 31 March" {
			continue
		}
		period, place := cmp.Or(row["time_period"], row["\ufefftime_period"]), row["geographic_level"]+row["old_la_code"]
		if local[period] == nil {
			local[period] = map[string]counts{}
		}
		one := local[period][place]
		switch {
		case c.column == "":
			one = counts{row[c.value], row[c.counts[0]], sumOf(row, c.out)}
		case row[c.column] == c.part:
			one.value, one.part = row[c.value], row[c.counts[0]]
		case row[c.column] == c.full:
			one.out = row[c.counts[0]]
		}
		if local[period][place] = one; row["geographic_level"] == "National" {
			national[period] = one
		}
	}
	held := 0
	for period, england := range national {
		published, known := figureOf(england.value)
		part, knownPart := figureOf(england.part)
		out, knownOut := figureOf(england.out)
		if !known || !knownPart || !knownOut {
			continue
		}
		held++
		places := 0
		if _, decimals, found := strings.Cut(england.value, "."); found || c.column == "" && c.per == 100 {
			places = max(1, len(decimals))
		}
		// Counts of England are rounded to ten in some files, and some were revised without their share; those of the workforce leave out
		// estimates that the share takes in.
		near := 0.5*math.Pow10(-places) + c.per*10/out + 0.1
		if strings.HasPrefix(c.indicator, "sw_") {
			near += 0.3
		}
		if pooled := c.per * part / out; math.Abs(pooled-published) > near {
			t.Errorf("%s: England has %v, and its counts give %.3f", period, published, pooled)
		}
		var parts, outs float64
		whole := true
		for place, one := range local[period] {
			if !strings.HasPrefix(place, "Local authority") || one == (counts{}) {
				continue
			}
			p, knownPart := figureOf(one.part)
			o, knownOut := figureOf(one.out)
			if whole = whole && (knownPart && knownOut || one.part == "z"); knownPart && knownOut {
				parts, outs = parts+p, outs+o
			}
		}
		if added := c.per * parts / outs; whole && math.Abs(added-published) > near {
			t.Errorf("%s: England has %v, and the counts of all authorities give %.3f", period, published, added)
		}
	}
	if held == 0 {
		t.Error("no year has a figure for England with its counts")
	}
}

func sumOf(row map[string]string, columns []string) string {
	sum := 0.0
	for _, name := range columns {
		value, known := figureOf(row[name])
		if !known {
			return row[name]
		}
		sum += value
	}
	return strconv.FormatFloat(sum, 'f', -1, 64)
}

func figureOf(text string) (float64, bool) {
	value, err := strconv.ParseFloat(strings.ReplaceAll(text, ",", ""), 64)
	return value, err == nil
}
