//! Collects the pages of a list and notices when they go round in a circle.
//!
//! Servers have been seen to name the same next page for ever, to alternate between two, and to count on with the
//! same records on every page. An honest list ends; a dishonest one is noticed at the latest one page after it
//! stopped bringing anything new.

use crate::model::Listed;
use std::collections::BTreeSet;
use url::Url;

/// Most records of one list; far beyond any course, small enough for any memory.
const MAX_RECORDS: usize = 200_000;

/// Why a list was given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PagingFault {
    /// The pages go round in a circle.
    Loop,
    /// More records than any real list has.
    TooLong,
    /// There are records, and not one of them can be read.
    NothingReadable,
}

/// The pages of one list so far.
pub struct Pages<T> {
    listed: Listed<T>,
    ids: BTreeSet<String>,
    visited: BTreeSet<String>,
    idle: bool,
}

impl<T> Pages<T> {
    /// An empty list that begins at `first`.
    #[must_use]
    pub fn new(first: &Url) -> Self {
        Self {
            listed: Listed::default(),
            ids: BTreeSet::new(),
            visited: BTreeSet::from([first.as_str().to_owned()]),
            idle: false,
        }
    }

    /// Takes in one page, record by record (`None` for one that cannot be read), and says whether `next` is to be
    /// asked for. A record whose id is there already is left out: pages shift while they are read.
    pub fn add(
        &mut self,
        page: impl IntoIterator<Item = Option<T>>,
        id: impl Fn(&T) -> &str,
        next: Option<&Url>,
    ) -> Result<(), PagingFault> {
        let mut news = false;
        for record in page {
            match record {
                Some(record) if self.ids.insert(id(&record).to_owned()) => {
                    self.listed.items.push(record);
                    news = true;
                }
                Some(_) => {}
                None => self.listed.skipped += 1,
            }
            if self.listed.items.len() + self.listed.skipped > MAX_RECORDS {
                return Err(PagingFault::TooLong);
            }
        }
        let Some(next) = next else { return Ok(()) };
        // One page without news may be an honest empty one.
        let stuck = self.idle && !news;
        self.idle = !news;
        if stuck || !self.visited.insert(next.as_str().to_owned()) {
            return Err(PagingFault::Loop);
        }
        Ok(())
    }

    /// The whole list.
    pub fn finish(self) -> Result<Listed<T>, PagingFault> {
        if self.listed.items.is_empty() && self.listed.skipped > 0 {
            return Err(PagingFault::NothingReadable);
        }
        Ok(self.listed)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn url(page: usize) -> Url {
        Url::parse(&format!("https://lms.example/x?page={page}")).unwrap()
    }

    fn add(pages: &mut Pages<String>, ids: &[&str], next: Option<usize>) -> Result<(), PagingFault> {
        let next = next.map(url);
        pages.add(ids.iter().map(|id| Some((*id).to_owned())), |id| id, next.as_ref())
    }

    #[test]
    fn an_honest_list_is_complete_and_each_id_once() {
        let mut pages = Pages::new(&url(1));
        add(&mut pages, &["a", "b"], Some(2)).unwrap();
        add(&mut pages, &[], Some(3)).unwrap();
        add(&mut pages, &["b", "c"], None).unwrap();
        assert_eq!(pages.finish().unwrap().items, ["a", "b", "c"]);
    }

    #[test]
    fn ten_thousand_honest_pages_are_read() {
        let mut pages = Pages::new(&url(0));
        for page in 0..10_000 {
            add(&mut pages, &[&page.to_string()], Some(page + 1)).unwrap();
        }
        assert_eq!(pages.finish().unwrap().items.len(), 10_000);
    }

    #[test]
    fn circles_are_noticed() {
        let mut same = Pages::new(&url(1));
        assert_eq!(add(&mut same, &["a"], Some(1)), Err(PagingFault::Loop));

        let mut two = Pages::new(&url(1));
        add(&mut two, &["a"], Some(2)).unwrap();
        assert_eq!(add(&mut two, &["b"], Some(1)), Err(PagingFault::Loop));

        let mut counting = Pages::new(&url(1));
        add(&mut counting, &["a"], Some(2)).unwrap();
        add(&mut counting, &["a"], Some(3)).unwrap();
        assert_eq!(add(&mut counting, &["a"], Some(4)), Err(PagingFault::Loop));

        let mut empty = Pages::new(&url(1));
        add(&mut empty, &[], Some(2)).unwrap();
        assert_eq!(add(&mut empty, &[], Some(3)), Err(PagingFault::Loop));
    }

    #[test]
    fn endless_fresh_records_end_too() {
        let mut pages = Pages::new(&url(0));
        let mut outcome = Ok(());
        for page in 0.. {
            let ids = (0..1_000).map(|n| Some(format!("{page}-{n}")));
            outcome = pages.add(ids, |id: &String| id, Some(&url(page + 1)));
            if outcome.is_err() {
                break;
            }
        }
        assert_eq!(outcome, Err(PagingFault::TooLong));
    }

    #[test]
    fn bad_records_are_counted_and_only_bad_records_are_a_fault() {
        let mut pages = Pages::new(&url(0));
        pages.add([None, Some("a".to_owned())], |id| id, None).unwrap();
        assert_eq!(pages.finish().unwrap(), Listed { items: vec!["a".to_owned()], skipped: 1 });
        let mut bad = Pages::<String>::new(&url(0));
        bad.add([None, None], |id| id, None).unwrap();
        assert_eq!(bad.finish(), Err(PagingFault::NothingReadable));
    }
}
