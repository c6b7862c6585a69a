use super::day;
use crate::export::columns::{Cell, Kind};
use anyhow::Result;
use parquet::{
    data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type},
    file::writer::SerializedColumnWriter,
};

/// A column of a row group: its values, and which rows have one.
pub struct Chunk {
    values: Values,
    /// 1 where there is a value, 0 where there is none or the list is empty.
    present: Vec<i16>,
    /// Of a list's entries: 0 where a row's first begins, 1 for those that follow it.
    follows: Option<Vec<i16>>,
}

enum Values {
    Text(Vec<ByteArray>),
    Whole(Vec<i64>),
    Number(Vec<f64>),
    Flag(Vec<bool>),
    Day(Vec<i32>),
}

impl Chunk {
    pub fn of(kind: Kind) -> Self {
        let values = match kind {
            Kind::Text | Kind::List => Values::Text(Vec::new()),
            Kind::Whole => Values::Whole(Vec::new()),
            Kind::Number => Values::Number(Vec::new()),
            Kind::Flag => Values::Flag(Vec::new()),
            Kind::Day => Values::Day(Vec::new()),
        };
        let follows = (kind == Kind::List).then(Vec::new);
        Self { values, present: Vec::new(), follows }
    }

    /// Adds a row. A cell that is not of the column's kind is empty.
    pub fn push(&mut self, cell: Cell) {
        if let Some(follows) = &mut self.follows {
            let texts = if let Cell::List(texts) = cell { texts } else { Vec::new() };
            follows.push(0);
            follows.extend(texts.iter().skip(1).map(|_| 1));
            self.present.push(i16::from(!texts.is_empty()));
            self.present.extend(texts.iter().skip(1).map(|_| 1));
            if let Values::Text(values) = &mut self.values {
                values.extend(texts.into_iter().map(|text| ByteArray::from(text.into_bytes())));
            }
            return;
        }
        let pushed = self.values.push(cell);
        self.present.push(i16::from(pushed));
    }

    pub fn write(&self, column: &mut SerializedColumnWriter<'_>) -> Result<()> {
        match &self.values {
            Values::Text(values) => self.write_as::<ByteArrayType>(values, column),
            Values::Whole(values) => self.write_as::<Int64Type>(values, column),
            Values::Number(values) => self.write_as::<DoubleType>(values, column),
            Values::Flag(values) => self.write_as::<BoolType>(values, column),
            Values::Day(values) => self.write_as::<Int32Type>(values, column),
        }
    }

    fn write_as<T: DataType>(
        &self,
        values: &[T::T],
        column: &mut SerializedColumnWriter<'_>,
    ) -> Result<()> {
        let follows = self.follows.as_deref();
        column.typed::<T>().write_batch(values, Some(&self.present), follows)?;
        Ok(())
    }
}

impl Values {
    /// Adds a cell's value, and tells whether it has one.
    fn push(&mut self, cell: Cell) -> bool {
        match (self, cell) {
            (Self::Day(days), cell) => day(&cell).map(|day| days.push(day)).is_some(),
            (Self::Text(texts), Cell::Text(text)) => {
                texts.push(text.into_bytes().into());
                true
            }
            (Self::Whole(numbers), Cell::Whole(number)) => {
                i64::try_from(number).map(|number| numbers.push(number)).is_ok()
            }
            (Self::Number(numbers), Cell::Number(number)) => {
                numbers.push(number);
                true
            }
            (Self::Flag(flags), Cell::Flag(flag)) => {
                flags.push(flag);
                true
            }
            _ => false,
        }
    }
}

/// Latitudes and longitudes as WKB points.
pub fn write_points(
    points: &[Option<(f64, f64)>],
    column: &mut SerializedColumnWriter<'_>,
) -> Result<()> {
    let present: Vec<i16> = points.iter().map(|point| i16::from(point.is_some())).collect();
    let values: Vec<ByteArray> = points.iter().flatten().map(|point| wkb(*point).into()).collect();
    column.typed::<ByteArrayType>().write_batch(&values, Some(&present), None)?;
    Ok(())
}

/// Byte order (1 is little-endian), type (1 is a point), x, y.
fn wkb((lat, lon): (f64, f64)) -> Vec<u8> {
    let mut bytes = vec![1];
    bytes.extend(1u32.to_le_bytes());
    bytes.extend(lon.to_le_bytes());
    bytes.extend(lat.to_le_bytes());
    bytes
}
