// Package workbench holds what a person does with the program, one use-case a file: run the study, look things up,
// import files, fit a model. The command line and later the web call these and add nothing to what they find.
package workbench

import (
	"golang.org/x/sync/semaphore"

	"goodmeasure/catalogue"
	"goodmeasure/method"
	"goodmeasure/study"
)

// Version is the program's, and stands in every result.
const Version = "0.1.0"

// Workbench is an edition of figures and what is done with it.
type Workbench struct {
	Edition *study.Edition
	Places  *study.Gazetteer

	indices memory[*method.Index]
	nations memory[*nation]
	ranks   memory[[]method.Rank]

	Rooms Rooms // where a meeting says what counts

	effects        memory[*DefinitionEffect]
	effectsOnRanks memory[*DefinitionEffect]
	reaches        memory[ReachRead]
	comparisons    memory[ComparisonRead]
	stresses       memory[*method.StressTest]
	samples        memory[*SampleRecord]

	entries      memory[[]MeasureLine]
	measures     memory[*Measure]
	standings    memory[*Standings]
	persistences memory[*Persistence]
	inspected    memory[*Inspected]
	headlines    memory[*Headlines]

	// longWork is what takes all processors, and tens of MB, for seconds: one at a time is as quick as several, and no
	// more memory is needed at once. What is done under it asks for nothing else that waits for it.
	longWork *semaphore.Weighted
}

// Embedded is a workbench on the edition that the program comes with.
func Embedded() (*Workbench, error) {
	edition, err := catalogue.Embedded()
	if err != nil {
		return nil, err
	}
	return On(edition), nil
}

// On is a workbench on an edition.
func On(edition *study.Edition) *Workbench {
	return &Workbench{Edition: edition, Places: study.NewGazetteer(edition.Authorities), longWork: semaphore.NewWeighted(1),
		nations: memory[*nation]{Most: 1024}, ranks: memory[[]method.Rank]{Most: 128}, measures: memory[*Measure]{Most: 8}}
}
