//! The compound file that XLS lies in (MS-CFB), read just far enough to know that a reader can be trusted with it.
//!
//! Every chain of sectors is followed here first, with an end that is certain: a chain that bites its own tail would
//! otherwise be copied until the memory is full.

use super::ReadError;
use super::kind::Kind;

const LAST: u32 = 0xFFFF_FFFA;
const END: u32 = 0xFFFF_FFFE;

/// A compound file.
pub(super) struct Compound<'b> {
    bytes: &'b [u8],
    sector: usize,
    fat: Vec<u32>,
    mini_fat: Vec<u32>,
    mini: Vec<u8>,
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    start: u32,
    size: usize,
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}

fn words(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    bytes.as_chunks::<4>().0.iter().map(|four| u32::from_le_bytes(*four))
}

impl<'b> Compound<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, ReadError> {
        Self::parse(bytes).ok_or(ReadError::Damaged)
    }

    fn parse(bytes: &'b [u8]) -> Option<Self> {
        let sector = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut file = Self { bytes, sector, fat: vec![], mini_fat: vec![], mini: vec![], entries: vec![] };
        let mut list: Vec<u32> = words(bytes.get(76..512)?).collect();
        let mut next = u32_at(bytes, 68)?;
        // The list of tables goes on in sectors of its own, each ending with the number of the next.
        for _ in 0..bytes.len() / sector {
            if next >= LAST {
                break;
            }
            list.extend(words(file.sector(next)?));
            next = list.pop()?;
        }
        if next < LAST {
            return None;
        }
        let mut tables: Vec<u32> = list.into_iter().filter(|id| *id < LAST).collect();
        let named = tables.len();
        tables.sort_unstable();
        tables.dedup();
        if named != tables.len() {
            return None;
        }
        // Their order is that of the list, so it is read again.
        let mut fat = Vec::new();
        let mut next = u32_at(bytes, 68)?;
        let mut ids: Vec<u32> = words(bytes.get(76..512)?).collect();
        while next < LAST {
            ids.extend(words(file.sector(next)?));
            next = ids.pop()?;
        }
        for id in ids.into_iter().filter(|id| *id < LAST) {
            fat.extend(words(file.sector(id)?));
        }
        file.fat = fat;
        let folder = file.chain(u32_at(bytes, 48)?)?;
        file.entries =
            folder.as_chunks::<128>().0.iter().filter_map(|entry| entry_of(entry, sector)).collect();
        if u32_at(bytes, 64)? > 0 {
            let root = file.entries.first()?.start;
            file.mini = file.chain(root)?;
            file.mini_fat = words(&file.chain(u32_at(bytes, 60)?)?).collect();
        }
        Some(file)
    }

    fn sector(&self, id: u32) -> Option<&'b [u8]> {
        let start = (id as usize).checked_add(1)?.checked_mul(self.sector)?;
        let end = self.bytes.len().min(start.checked_add(self.sector)?);
        self.bytes.get(start..end).filter(|sector| !sector.is_empty())
    }

    fn chain(&self, first: u32) -> Option<Vec<u8>> {
        let mut data = Vec::new();
        let mut id = first;
        for _ in 0..=self.bytes.len() / self.sector {
            if id == END {
                return Some(data);
            }
            data.extend_from_slice(self.sector(id)?);
            id = *self.fat.get(id as usize)?;
        }
        None
    }

    fn mini_chain(&self, first: u32) -> Option<Vec<u8>> {
        let mut data = Vec::new();
        let mut id = first;
        for _ in 0..=self.mini.len() / 64 {
            if id == END {
                return Some(data);
            }
            let start = id as usize * 64;
            data.extend_from_slice(self.mini.get(start..self.mini.len().min(start + 64))?);
            id = *self.mini_fat.get(id as usize)?;
        }
        None
    }

    /// The content of a stream.
    pub(super) fn stream(&self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let Some(entry) = self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name)) else {
            return Ok(None);
        };
        if entry.size == 0 {
            return Ok(Some(vec![]));
        }
        let data = if entry.size < 4096 { self.mini_chain(entry.start) } else { self.chain(entry.start) };
        let mut data = data.ok_or(ReadError::Damaged)?;
        data.truncate(entry.size);
        Ok(Some(data))
    }

    /// What the compound file holds.
    pub(super) fn kind(&self) -> Result<Kind, ReadError> {
        let has = |name: &str| self.entries.iter().any(|entry| entry.name.eq_ignore_ascii_case(name));
        if has("Workbook") || has("Book") {
            return Ok(Kind::Xls);
        }
        Err(match () {
            () if has("EncryptedPackage") => ReadError::Locked,
            () if has("WordDocument") => ReadError::NotATable("a Word document"),
            () if has("PowerPoint Document") => ReadError::NotATable("a presentation"),
            () if has("__properties_version1.0") => ReadError::NotATable("an Outlook message"),
            () => ReadError::NotATable("an Office document"),
        })
    }
}

fn entry_of(entry: &[u8; 128], sector: usize) -> Option<Entry> {
    let units: Vec<u16> =
        entry.get(..64)?.as_chunks::<2>().0.iter().map(|two| u16::from_le_bytes(*two)).collect();
    let name = String::from_utf16_lossy(units.split(|unit| *unit == 0).next().unwrap_or_default());
    let high = if sector == 4096 { u32_at(entry, 124)? } else { 0 };
    // A size beyond 4 GiB belongs to no file that got this far.
    (high == 0).then_some(())?;
    Some(Entry { name, start: u32_at(entry, 116)?, size: u32_at(entry, 120)? as usize })
}
