package table

import "testing"

func benchmarkRows(b *testing.B, pattern, sheet string) {
	path := published(b, pattern)[0]
	b.ReportAllocs()
	for b.Loop() {
		file, err := Open(path, Limits{})
		if err != nil {
			b.Fatal(err)
		}
		rows := 0
		for _, err := range file.Rows(sheet) {
			if err != nil {
				b.Fatal(err)
			}
			rows++
		}
		b.SetBytes(file.Size)
		b.ReportMetric(float64(rows), "rows")
		file.Close()
	}
}

func BenchmarkCSVRows(b *testing.B) {
	benchmarkRows(b, "dfe-ees-2022/la_children_who_ceased_during_year.csv", "")
}

func BenchmarkODSRows(b *testing.B) {
	benchmarkRows(b, "ofsted/Childrens_social_care_in_England_2023_underlying_data.ods", "LA_inspections_2009-2023")
}

func BenchmarkXLSXRows(b *testing.B) {
	benchmarkRows(b, "dfe-sfr-2013-2017/SFR34_2015_LA.xlsx", "LAF1a")
}

func BenchmarkParquetRows(b *testing.B) {
	benchmarkRows(b, "dfe-lait/bds_long_0_2026-04.parquet", "")
}

func BenchmarkParquetColumns(b *testing.B) {
	path := published(b, "dfe-lait/bds_long_0_2026-04.parquet")[0]
	b.ReportAllocs()
	for b.Loop() {
		file, err := Open(path, Limits{})
		if err != nil {
			b.Fatal(err)
		}
		batches, err := file.Columns("", "Short Desc", "Years", "LA and Regions", "Values", "LA Number")
		if err != nil {
			b.Fatal(err)
		}
		for _, err := range batches {
			if err != nil {
				b.Fatal(err)
			}
		}
		file.Close()
	}
}
