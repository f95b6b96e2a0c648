package study

// Observation is one figure: an authority, an indicator, a period, and a value or the reason why there is none.
type Observation struct {
	Authority   string `json:"authority"`
	Indicator   string `json:"indicator"`
	Period      Period `json:"period"`
	Value       Number `json:"value"` // as published; see Exact
	Numerator   Number `json:"numerator"`
	Denominator Number `json:"denominator"`
	Status      Status `json:"status"`
	Source      string `json:"source"` // publication and file, for example EES:absence_la
}

// Status says whether there is a value, and if not, why.
type Status string

// The statuses. Only Published and Joint come with a value.
const (
	Published     Status = "ok"
	Joint         Status = "joint" // one figure published for two authorities
	Suppressed    Status = "suppressed"
	RoundsToZero  Status = "rounds_to_zero"
	LowReliable   Status = "low_reliability"
	NotApplicable Status = "not_applicable"
	Unavailable   Status = "unavailable"
	Unexplained   Status = "missing"
	Implausible   Status = "implausible"
	DoubtfulZero  Status = "doubtful_zero"
	NoDenominator Status = "no_denominator"
	NotCollected  Status = "not_collected" // no row: the publisher has no such figure
)

// Statuses lists every status in the order in which tables show them.
var Statuses = []Status{Published, Joint, Suppressed, RoundsToZero, LowReliable, NotApplicable, Unavailable, Unexplained,
	Implausible, DoubtfulZero, NoDenominator, NotCollected}

// HasValue tells whether an observation of this status carries a value.
func (s Status) HasValue() bool { return s == Published || s == Joint }

// Words is what a table shows in place of the value.
func (s Status) Words() string {
	switch s {
	case Published:
		return "published"
	case Joint:
		return "published jointly with another authority"
	case Suppressed:
		return "suppressed: too few children to publish"
	case RoundsToZero:
		return "above zero but rounds to zero"
	case LowReliable:
		return "left out by the publisher as unreliable"
	case NotApplicable:
		return "not applicable"
	case Unavailable:
		return "not available"
	case Unexplained:
		return "missing, cause not published"
	case Implausible:
		return "implausible: the published figure cannot be right"
	case DoubtfulZero:
		return "doubtful zero: published as 0, hidden in other tables"
	case NoDenominator:
		return "nobody to count"
	}
	return "not collected"
}

// Valid tells whether s is one of the statuses.
func (s Status) Valid() bool {
	for _, known := range Statuses {
		if s == known {
			return true
		}
	}
	return false
}

// HasCounts tells whether the figure can be recomputed from its numerator and denominator.
func (o Observation) HasCounts() bool {
	return o.Status.HasValue() && o.Numerator.Known() && o.Denominator.Known() && o.Denominator > 0
}

// Exact is the figure recomputed from its counts where it is a proportion that has them, else the published one.
// Published percentages of children in care are whole numbers, so that ranks would fill with ties that are not there.
func (o Observation) Exact(kind Kind) Number {
	if !o.Status.HasValue() {
		return Missing
	}
	if kind == Proportion && o.HasCounts() {
		return 100 * o.Numerator / o.Denominator
	}
	return o.Value
}
