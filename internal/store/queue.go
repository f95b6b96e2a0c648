package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"goodmeasure/evidence"
)

// claimLasts is how long a record lies before a reviewer who does not come back.
const claimLasts = 30 * time.Minute

// ready is a condition on a row m of review_record: at title and abstract every record, at full text those let in.
var ready = map[evidence.Stage]string{
	evidence.TitleAbstract: "TRUE",
	evidence.FullText:      letIn("m", evidence.TitleAbstract, "$4"),
}

// letIn is a condition on the rows of a table with review and record: that a stage let the record in, as evidence.Settle has it.
func letIn(table string, stage evidence.Stage, screeners string) string {
	return strings.NewReplacer("T.", table+".", "STAGE", string(stage), "SCREENERS", screeners).Replace(`COALESCE(
		(SELECT d.verdict <> 'exclude' FROM decision d WHERE d.review = T.review AND d.record = T.record AND d.stage = 'STAGE' AND d.undone = '' AND d.resolves),
		(SELECT count(*) >= SCREENERS AND count(*) = count(*) FILTER (WHERE d.verdict <> 'exclude') FROM decision d
		 WHERE d.review = T.review AND d.record = T.record AND d.stage = 'STAGE' AND d.undone = '' AND d.verdict <> 'skip'))`)
}

// waiting are the records that an account may still decide on: not merged, not decided by it or resolved, and not in the
// hands of as many others as decide on each. What stands between is the account's own verdict so far.
const waiting = `SELECT m.record FROM review_record m JOIN record r ON r.id = m.record
	WHERE m.review = $1 AND r.merged_into = 0 AND %s
	AND %s EXISTS (SELECT 1 FROM decision d WHERE d.review = $1 AND d.record = m.record AND d.stage = $2 AND d.undone = '' AND d.account = $3 AND NOT d.resolves %s)
	AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.review = $1 AND d.record = m.record AND d.stage = $2 AND d.undone = '' AND d.resolves)
	AND (SELECT count(*) FROM decision d WHERE d.review = $1 AND d.record = m.record AND d.stage = $2 AND d.undone = '' AND d.verdict <> 'skip' AND d.account <> $3)
	  + (SELECT count(*) FROM claim c WHERE c.review = $1 AND c.record = m.record AND c.stage = $2 AND c.account <> $3 AND c.until > $5) < $4
	ORDER BY %s m.priority DESC, m.record LIMIT 1`

// longestSkipped puts first what the account skipped longest ago.
const longestSkipped = "(SELECT max(d.id) FROM decision d WHERE d.review = $1 AND d.record = m.record AND d.stage = $2 AND d.undone = '' AND d.account = $3),"

// Next hands an account the record to decide on next, and keeps it from others for half an hour: the one in its hands
// already, or else the first in the order of priority, or else the one that it skipped longest ago. When none is left the error is
// evidence.ErrNotFound.
func (w *Workspace) Next(ctx context.Context, by evidence.Account, review int64, stage evidence.Stage) (record int64, err error) {
	err = stage.Check()
	if err == nil {
		err = w.inTransaction(ctx, func(tx *sql.Tx) error {
			r, err := reviewOf(ctx, tx, review, w.lock) // so that two who ask at once are not given one place
			if err != nil {
				return err
			}
			at := now()
			condition := fmt.Sprintf(waiting, ready[stage], "NOT", "", "")
			mine := fmt.Sprintf(waiting, `m.record IN (SELECT c.record FROM claim c WHERE c.review = $1 AND c.stage = $2 AND c.account = $3 AND c.until > $5) AND `+ready[stage], "NOT", "", "")
			skipped := fmt.Sprintf(waiting, ready[stage], "", "AND d.verdict = 'skip'", longestSkipped)
			for _, query := range []string{mine, condition, skipped} {
				record, err = one(ctx, tx, value[int64], query, review, stage, by.ID, r.Screeners, stamp(at))
				if !errors.Is(err, evidence.ErrNotFound) {
					break
				}
			}
			if err != nil {
				return err
			}
			if _, err := tx.ExecContext(ctx, "DELETE FROM claim WHERE review = $1 AND stage = $2 AND account = $3", review, stage, by.ID); err != nil {
				return err
			}
			_, err = tx.ExecContext(ctx, "INSERT INTO claim (review, record, stage, account, until) VALUES ($1, $2, $3, $4, $5)",
				review, record, stage, by.ID, stamp(at.Add(claimLasts)))
			return err
		})
	}
	if err != nil {
		return 0, fmt.Errorf("handing out a record of review %d: %w", review, err)
	}
	return record, nil
}

// Prioritise puts the records of a review into the order in which they are read: the highest first.
func (w *Workspace) Prioritise(ctx context.Context, review int64, priorities map[int64]float64) error {
	err := w.inTransaction(ctx, func(tx *sql.Tx) error {
		if _, err := reviewOf(ctx, tx, review, w.lock); err != nil {
			return err
		}
		for chunk := range slices.Chunk(slices.Sorted(maps.Keys(priorities)), atOnce/2) {
			args, rows := []any{review}, make([]string, len(chunk))
			for n, record := range chunk {
				rows[n] = fmt.Sprintf("(CAST($%d AS BIGINT), CAST($%d AS DOUBLE PRECISION))", 2*n+2, 2*n+3)
				args = append(args, record, priorities[record])
			}
			if _, err := tx.ExecContext(ctx, "UPDATE review_record SET priority = v.column2 FROM (VALUES "+strings.Join(rows, ", ")+`) v
				WHERE review_record.review = $1 AND review_record.record = v.column1 AND review_record.priority <> v.column2`, args...); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("ordering the records of review %d: %w", review, err)
	}
	return nil
}

// Standing is what the decisions on one record at a stage come to.
type Standing struct {
	Record  int64
	Outcome evidence.Outcome
	Reason  string // of the review's list, when it was left out with one
}

// Standings gives what has been decided of every record of a review that stands for itself, in the order of their
// numbers. It says nothing of who decided what.
func (w *Workspace) Standings(ctx context.Context, review int64, stage evidence.Stage) ([]Standing, error) {
	standings, err := w.standings(ctx, review, stage)
	if err != nil {
		return nil, fmt.Errorf("counting the decisions of review %d: %w", review, err)
	}
	return standings, nil
}

func (w *Workspace) standings(ctx context.Context, review int64, stage evidence.Stage) ([]Standing, error) {
	r, err := reviewOf(ctx, w.read, review, "")
	if err != nil {
		return nil, err
	}
	if err := stage.Check(); err != nil {
		return nil, err
	}
	members, err := values[int64](ctx, w.read, `SELECT m.record FROM review_record m JOIN record r ON r.id = m.record
		WHERE m.review = $1 AND r.merged_into = 0 ORDER BY m.record`, review)
	if err != nil {
		return nil, err
	}
	decisions, err := all(ctx, w.read, readDecisions, "SELECT "+decisionColumns+" FROM decision WHERE review = $1 AND stage = $2 AND "+standing+" ORDER BY record, id", review, stage)
	if err != nil {
		return nil, err
	}
	var found []Standing
	for _, record := range members {
		for len(decisions) > 0 && decisions[0].Record < record {
			decisions = decisions[1:]
		}
		of := 0
		for of < len(decisions) && decisions[of].Record == record {
			of++
		}
		found = append(found, standingOf(record, decisions[:of], r.Screeners))
		decisions = decisions[of:]
	}
	return found, nil
}

// standingOf settles one record. The reason is the resolution's, or else that of the first who left it out.
func standingOf(record int64, decisions []evidence.Decision, screeners int) Standing {
	s := Standing{Record: record, Outcome: evidence.Settle(decisions, screeners)}
	if s.Outcome == evidence.Excluded {
		for _, d := range decisions {
			if d.Resolves || s.Reason == "" {
				s.Reason = d.Reason
			}
		}
	}
	return s
}

// Decisions gives the standing decisions on a review's records that stand for themselves at a stage, in the order in which they were made, as far
// as the viewer may see them: its own, and others' once the record has all its decisions or where the review is not blind.
func (w *Workspace) Decisions(ctx context.Context, review int64, stage evidence.Stage, viewer int64) ([]evidence.Decision, error) {
	decisions, err := all(ctx, w.read, readDecisions, "SELECT "+decisionColumns+" FROM decision d WHERE d.review = $1 AND d.stage = $2 AND d.undone = '' AND (d.account = $3 OR "+unveiled("d")+`)
		AND EXISTS (SELECT 1 FROM record r WHERE r.id = d.record AND r.merged_into = 0) ORDER BY d.id`,
		review, stage, viewer)
	if err != nil {
		return nil, fmt.Errorf("reading the decisions of review %d: %w", review, err)
	}
	return decisions, nil
}

// WhenRead gives, for the records of a review that anybody decides on at a stage, the number of the decision with which the
// last of them came to it. Each counts by the first time: a verdict that replaces another is no new reading.
func (w *Workspace) WhenRead(ctx context.Context, review int64, stage evidence.Stage) (map[int64]int64, error) {
	type reading struct{ record, when int64 }
	readings, err := all(ctx, w.read, func(rows *sql.Rows) (r reading, err error) { return r, rows.Scan(&r.record, &r.when) },
		`SELECT record, max(first) FROM (SELECT record, account, min(id) AS first FROM decision
			WHERE review = $1 AND stage = $2 AND NOT resolves AND verdict <> 'skip'
			GROUP BY record, account HAVING count(*) FILTER (WHERE undone = '') > 0) AS came GROUP BY record`, review, stage)
	if err != nil {
		return nil, fmt.Errorf("reading when the records of review %d were decided on: %w", review, err)
	}
	read := map[int64]int64{}
	for _, r := range readings {
		read[r.record] = r.when
	}
	return read, nil
}

// Labels gives, for the learning of an order, which records anybody let in (true) or left out, a resolution standing
// over the rest and an include over an exclude. It is not for showing: blind decisions count.
func (w *Workspace) Labels(ctx context.Context, review int64, stage evidence.Stage) (map[int64]bool, error) {
	decisions, err := all(ctx, w.read, readDecisions, "SELECT "+decisionColumns+" FROM decision WHERE review = $1 AND stage = $2 AND "+standing+" ORDER BY resolves, id", review, stage)
	if err != nil {
		return nil, fmt.Errorf("reading the decisions of review %d: %w", review, err)
	}
	labels := map[int64]bool{}
	for _, d := range decisions {
		labels[d.Record] = d.Verdict != evidence.Exclude || labels[d.Record] && !d.Resolves
	}
	return labels, nil
}
