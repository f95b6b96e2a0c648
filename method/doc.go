// Package method turns an edition of figures and judgements into results: who ranks where and how surely, what goes
// with inspection grades, whether the measures agree with one another, and whom to study. It asks stats for the
// arithmetic and answers in the study's words. One file is one method; it reads and writes nothing.
package method
