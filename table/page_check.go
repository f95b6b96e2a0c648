package table

import (
	"bufio"
	"errors"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

const (
	maxPageValues = 1 << 24   // writers make pages of thousands of values
	maxPageBytes  = 256 << 20 // unpacked; writers make pages of a megabyte or so
)

// checkPages reads the headers of a column chunk's pages, from which the parquet library takes how much memory to ask
// for, and errs when one claims more than it may.
func checkPages(source io.ReaderAt, chunk format.ColumnChunk) error {
	start := chunk.MetaData.DataPageOffset
	if dictionary := chunk.MetaData.DictionaryPageOffset; dictionary != 0 {
		start = dictionary
	}
	pages := bufio.NewReader(io.NewSectionReader(source, start, chunk.MetaData.TotalCompressedSize))
	decoder := thrift.NewDecoder(new(thrift.CompactProtocol).NewReader(pages))
	for values := int64(0); values < chunk.MetaData.NumValues; {
		if _, err := pages.Peek(1); errors.Is(err, io.EOF) {
			return errors.New("fewer values than rows")
		}
		var header format.PageHeader
		if err := decoder.Decode(&header); err != nil {
			return err
		}
		claimed := max(header.DataPageHeader.V.NumValues, header.DataPageHeaderV2.V.NumValues, header.DictionaryPageHeader.V.NumValues)
		if header.UncompressedPageSize > maxPageBytes || claimed > maxPageValues {
			return fmt.Errorf("a page of %d values in %d bytes; the limits are %d and %d", claimed, header.UncompressedPageSize, maxPageValues, maxPageBytes)
		}
		if header.CompressedPageSize < 0 {
			return errors.New("a page of negative size")
		}
		if _, err := pages.Discard(int(header.CompressedPageSize)); err != nil {
			return errors.New("a page goes on beyond its column")
		}
		if header.Type != format.DictionaryPage {
			values += int64(claimed)
		}
	}
	return nil
}
