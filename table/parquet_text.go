package table

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
)

type parquetText = func(parquet.Value) string

// textOf gives how values of a parquet type are written as text: numbers in shortest exact form, dates as yyyy-mm-dd,
// moments as yyyy-mm-ddThh:mm:ss. It errs for types that have no plain text.
func textOf(t parquet.Type) (parquetText, error) {
	if logical := t.LogicalType(); logical != nil {
		switch meaning := logical.Value.(type) {
		case *format.DateType:
			return func(v parquet.Value) string {
				return time.Unix(0, 0).UTC().AddDate(0, 0, int(v.Int32())).Format(time.DateOnly)
			}, nil
		case *format.TimestampType:
			return timestampText(meaning.Unit)
		case *format.DecimalType:
			return decimalText(t.Kind(), int(meaning.Scale))
		case *format.IntType:
			if !meaning.IsSigned {
				return unsignedText(t.Kind())
			}
		case *format.StringType, *format.EnumType, *format.NullType, nil:
		default:
			return nil, fmt.Errorf("values of type %s are not read", t)
		}
	}
	switch t.Kind() {
	case parquet.Boolean:
		return func(v parquet.Value) string { return strings.ToUpper(strconv.FormatBool(v.Boolean())) }, nil
	case parquet.Int32:
		return func(v parquet.Value) string { return strconv.FormatInt(int64(v.Int32()), 10) }, nil
	case parquet.Int64:
		return func(v parquet.Value) string { return strconv.FormatInt(v.Int64(), 10) }, nil
	case parquet.Float:
		return func(v parquet.Value) string { return shortest(float64(v.Float()), 32) }, nil
	case parquet.Double:
		return func(v parquet.Value) string { return shortest(v.Double(), 64) }, nil
	case parquet.ByteArray:
		return func(v parquet.Value) string { return strings.ToValidUTF8(string(v.ByteArray()), "\uFFFD") }, nil
	}
	return nil, fmt.Errorf("values of type %s are not read", t)
}

func unsignedText(kind parquet.Kind) (parquetText, error) {
	if kind == parquet.Int32 {
		return func(v parquet.Value) string { return strconv.FormatUint(uint64(v.Uint32()), 10) }, nil
	}
	return func(v parquet.Value) string { return strconv.FormatUint(v.Uint64(), 10) }, nil
}

func timestampText(unit format.TimeUnit) (parquetText, error) {
	moment := time.UnixMilli
	switch unit.Value.(type) {
	case *format.MilliSeconds:
	case *format.MicroSeconds:
		moment = time.UnixMicro
	case *format.NanoSeconds:
		moment = func(n int64) time.Time { return time.Unix(0, n) }
	default:
		return nil, fmt.Errorf("moments in units of %v are not read", unit.Value)
	}
	return func(v parquet.Value) string { return momentText(moment(v.Int64()).UTC()) }, nil
}

// decimalText writes a decimal exactly, with all the places of its scale.
func decimalText(kind parquet.Kind, scale int) (parquetText, error) {
	if scale < 0 || scale > 76 {
		return nil, fmt.Errorf("decimals with %d places are not read", scale)
	}
	return func(v parquet.Value) string {
		unscaled := new(big.Int)
		switch kind {
		case parquet.Int32:
			unscaled.SetInt64(int64(v.Int32()))
		case parquet.Int64:
			unscaled.SetInt64(v.Int64())
		default:
			bytes := v.ByteArray()
			unscaled.SetBytes(bytes)
			if len(bytes) > 0 && bytes[0] >= 0x80 { // two's complement
				unscaled.Sub(unscaled, new(big.Int).Lsh(big.NewInt(1), uint(8*len(bytes))))
			}
		}
		divisor := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(scale)), nil)
		return new(big.Rat).SetFrac(unscaled, divisor).FloatString(scale)
	}, nil
}
