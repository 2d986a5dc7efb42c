//! Takes a file from the disk, if it may be one.

use super::limits::MAX_FILE;
use super::{ReadError, TableFile, read};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Reads the table of a file. Its size and kind are looked at before it is opened: a device, a pipe or a file of two
/// gigabytes is refused at once.
pub fn read_file(path: &Path) -> Result<TableFile, ReadError> {
    read(&bytes(path)?)
}

fn bytes(path: &Path) -> Result<Vec<u8>, ReadError> {
    // Opening a pipe would wait for its other end, so the look comes first.
    check(&std::fs::metadata(path)?)?;
    let file = File::open(path)?;
    // And again on what was opened, for the name may have been given to something else.
    let size = check(&file.metadata()?)?;
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    file.take(MAX_FILE + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_FILE {
        return Err(ReadError::TooLarge);
    }
    Ok(bytes)
}

fn check(found: &std::fs::Metadata) -> Result<u64, ReadError> {
    match found.len() {
        _ if !found.is_file() => Err(ReadError::NotAFile),
        size if size > MAX_FILE => Err(ReadError::TooLarge),
        size => Ok(size),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn only_files_of_a_reasonable_size_are_opened() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(read_file(folder.path()).unwrap_err(), ReadError::NotAFile);
        assert_eq!(read_file(&folder.path().join("none.csv")).unwrap_err(), ReadError::NotFound);
        let huge = folder.path().join("huge.csv");
        File::create(&huge).unwrap().set_len(2 << 30).unwrap();
        let start = std::time::Instant::now();
        assert_eq!(read_file(&huge).unwrap_err(), ReadError::TooLarge);
        assert!(start.elapsed() < std::time::Duration::from_millis(500));
        let small = folder.path().join("small.csv");
        std::fs::write(&small, "Name;Mail\nZoë;z@example.org\n").unwrap();
        assert_eq!(read_file(&small).unwrap().table.row(1).unwrap().cell(0), "Zoë");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn devices_are_refused() {
        assert_eq!(read_file(Path::new("/dev/zero")).unwrap_err(), ReadError::NotAFile);
    }
}
