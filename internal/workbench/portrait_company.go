package workbench

import (
	"fmt"

	"goodmeasure/study"
)

// Benchmark is whom an authority is compared with.
type Benchmark string

// The benchmarks.
const (
	AgainstEngland    Benchmark = "england"
	AgainstNeighbours Benchmark = "neighbours"
	AgainstRegion     Benchmark = "region"
	AgainstGroup      Benchmark = "group" // authorities that somebody chooses
)

// Company is the authorities that one is compared with, and those that models hold to be like it.
type Company struct {
	Benchmark Benchmark         `json:"benchmark"`
	Words     string            `json:"words"`     // "England", after "stronger than"
	Named     string            `json:"named"`     // the same in a caption, which must say who a group is
	Short     string            `json:"short"`     // "England (middle)", at the head of a column
	Filed     string            `json:"-"`         // the same in a file, which has no page around it: with all of a group
	Explained string            `json:"explained"` // what stands for it
	InFull    string            `json:"-"`         // all of a group of which Explained names some
	counted   string            // how a group's median is taken
	Why       string            `json:"why,omitempty"` // why another benchmark is taken than was asked for
	Models    []NeighbourModel  `json:"models"`        // newest first
	Region    []study.Authority `json:"region"`        // the others of its region
	Group     []GroupMember     `json:"group"`         // as it was chosen
	members   func(study.Authority) bool
	size      int // of the group: those of it that count
}

// NeighbourModel is an authority's neighbours under one year's model.
type NeighbourModel struct {
	Model      string      `json:"model"`
	Neighbours []Neighbour `json:"neighbours"` // nearest first
}

// neighbourModels are the years of the Department for Education's models of statistical neighbours, newest first. The old
// one is kept since people have known their neighbours by it.
var neighbourModels = []string{neighbourModel, "2021"}

// company settles whom an authority is compared with, in figures up to a day, or in the newest. Where it has no neighbours,
// that is England.
func (w *Workbench) company(a study.Authority, benchmark Benchmark, group []study.Authority, until study.Date) Company {
	c := Company{Benchmark: AgainstEngland, Words: englandWords, Short: "England (middle)", Explained: "“England” here is its middle authority: half of the authorities have a higher figure, half a lower one, whatever their size. It is not the figure of all England together.",
		Models: []NeighbourModel{}, Region: []study.Authority{}, Group: w.groupOf(a, group, until), members: func(study.Authority) bool { return true }}
	for _, model := range neighbourModels {
		one := NeighbourModel{Model: model, Neighbours: []Neighbour{}}
		for _, n := range w.Edition.NeighboursOf(a.Code, model) {
			if other, found := w.Edition.Authority(n.Neighbour); found {
				one.Neighbours = append(one.Neighbours, Neighbour{n.Neighbour, other.Short(), n.Closeness})
			}
		}
		if len(one.Neighbours) > 0 {
			c.Models = append(c.Models, one)
		}
	}
	for _, other := range w.Edition.Authorities {
		if other.Region == a.Region && other.Code != a.Code && other.Current() && !other.Tiny() {
			c.Region = append(c.Region, other)
		}
	}
	switch {
	case benchmark == AgainstGroup:
		c.againstGroup(a)
	case benchmark == AgainstNeighbours && len(c.Models) == 0:
		c.Why = fmt.Sprintf("No model names neighbours for %s, so it is compared with England.", a.Short())
	case benchmark == AgainstNeighbours:
		near := map[string]bool{}
		for _, n := range c.Models[0].Neighbours {
			near[n.Authority] = true
		}
		c.Benchmark, c.Words, c.Short = AgainstNeighbours, "its neighbours", "Neighbours"
		c.Explained = fmt.Sprintf("Its neighbours are the authorities that the Department for Education’s %s model holds to be most like it; their median is shown.", c.Models[0].Model)
		c.members = func(other study.Authority) bool { return near[other.Code] }
	case benchmark == AgainstRegion && len(c.Region) == 0:
		c.Why = fmt.Sprintf("There is no other authority in %s, so it is compared with England.", study.InRegion(a.Region))
	case benchmark == AgainstRegion:
		c.Benchmark, c.Words, c.Short = AgainstRegion, "its region", "Region"
		c.Explained = fmt.Sprintf("Its region is the other authorities of %s; their median is shown.", study.InRegion(a.Region))
		c.members = func(other study.Authority) bool { return other.Region == a.Region && other.Code != a.Code }
	}
	if c.Named == "" {
		c.Named = c.Words
	}
	if c.Filed == "" {
		c.Filed = c.Short
	}
	return c
}

// Near tells whether an authority is one of those that a strip draws darker: those compared with, or else the neighbours.
func (c Company) Near(a study.Authority) bool {
	if c.Benchmark != AgainstEngland {
		return c.members(a)
	}
	if len(c.Models) > 0 {
		for _, n := range c.Models[0].Neighbours {
			if n.Authority == a.Code {
				return true
			}
		}
	}
	return false
}
