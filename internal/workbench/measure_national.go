package workbench

// pooledNationally are the measures whose publisher is known to work out its figure for England by adding up counts, so that
// large authorities weigh more: the rows for England in its files of 2025 say so in every year.
var pooledNationally = []string{
	"cpp_repeat", "rereferral", "cl_eet", "cl_accom", "placement_3plus", "cla_offending", "cla_substance", "cla_persistent_absence",
	"sw_vacancy", "sw_turnover", "sw_agency", "placement_2yrs", "cla_ks2_rwm", "cla_absence", "cl_he", "cin_persistent_absence",
	"cla_health_check", "cla_dental", "cla_immunised", "cla_sdq_concern", "cpp_2yrs_open", "cla_school_move", "cla_sw_changes",
	"referral_nfa", "referral_not_in_need", "cla_rate", "cla_start_rate",
}
