//! What each column holds: said by the instructor, by its heading, by its content.

use super::content::{Profile, profile};
use super::fold::fold;
use super::known;
use super::labels;
use super::reading::{ColumnView, Mapping, Recognised, Role, RoleFrom};
use crate::table::Row;

/// The roles of the columns in their order.
pub(super) struct Assigned {
    pub(super) roles: Vec<(Role, RoleFrom)>,
    pub(super) notes: Vec<String>,
    pub(super) recognised: Option<Recognised>,
}

impl Assigned {
    /// The columns of a role.
    pub(super) fn of(&self, role: Role) -> impl Iterator<Item = usize> + '_ {
        self.roles.iter().enumerate().filter(move |(_, (own, _))| *own == role).map(|(index, _)| index)
    }

    pub(super) fn has(&self, role: Role) -> bool {
        self.of(role).next().is_some()
    }

    fn put(&mut self, column: usize, role: Role, from: RoleFrom) {
        if let Some(slot) = self.roles.get_mut(column) {
            *slot = (role, from);
        }
    }

    /// Columns of which neither heading nor instructor said anything.
    fn open(&self) -> Vec<usize> {
        let is_open = |slot: &(Role, RoleFrom)| *slot == (Role::Ignored, RoleFrom::Content);
        self.roles.iter().enumerate().filter(|(_, slot)| is_open(slot)).map(|(index, _)| index).collect()
    }
}

pub(super) fn assign(heading: Option<Row<'_>>, body: &[Row<'_>], mapping: Option<&Mapping>) -> Assigned {
    let width = body.iter().map(|row| row.len()).chain(heading.map(Row::len)).max().unwrap_or_default();
    let mut assigned = Assigned {
        roles: vec![(Role::Ignored, RoleFrom::Content); width],
        notes: Vec::new(),
        recognised: heading.and_then(known::recognise),
    };
    let cell = |column: usize| heading.map_or("", |row| row.cell(column));
    for column in 0..width {
        if let Some(role) = labels::role(cell(column)) {
            assigned.put(column, role, RoleFrom::Heading);
        }
    }
    if let Some(heading) = heading {
        known::settle(&mut assigned.roles, heading, assigned.recognised, &mut assigned.notes);
    }
    // What a heading promises has to be there: an empty column, or addresses in a column of names.
    let profiles: Vec<Profile> = (0..width).map(|column| profile(body, column)).collect();
    for (column, found) in profiles.iter().enumerate() {
        let (role, from) = assigned.roles.get(column).copied().unwrap_or((Role::Ignored, RoleFrom::Content));
        if from == RoleFrom::Heading
            && role.names_somebody()
            && role != Role::Email
            && found.mostly(found.mails, 60)
        {
            assigned.put(column, Role::Email, RoleFrom::Content);
        }
        // "Number" or "No." over something that is no running number may be the name of anything; over one, it counts.
        if role == Role::LmsId
            && found.running
            && found.filled > 2
            && assigned.recognised.is_none()
            && column == 0
        {
            assigned.put(column, Role::Ignored, RoleFrom::Content);
            assigned.notes.push("The first column counts the rows; it is not taken for an id.".to_owned());
        }
    }
    halves(&mut assigned, body);
    by_content(&mut assigned, &profiles, body);
    if let Some(mapping) = mapping {
        said(&mut assigned, heading, mapping);
    }
    assigned
}

/// "Name" beside "Vorname" is the family name, "Nombre" beside "Apellidos" the given one, unless the whole name
/// stands there.
fn halves(assigned: &mut Assigned, body: &[Row<'_>]) {
    let (given, family) = (assigned.of(Role::Given).next(), assigned.of(Role::Family).next());
    let half = match (given, family) {
        (Some(given), None) => (given, Role::Family),
        (None, Some(family)) => (family, Role::Given),
        _ => return,
    };
    let Some(name) = assigned.of(Role::Name).next() else { return };
    let rows =
        body.iter().filter(|row| !row.cell(name).trim().is_empty() && !row.cell(half.0).trim().is_empty());
    let (mut all, mut whole) = (0_usize, 0_usize);
    for row in rows.take(500) {
        let part = fold(row.cell(half.0));
        all += 1;
        whole += usize::from(!part.is_empty() && fold(row.cell(name)).contains(&part));
    }
    if whole * 2 <= all {
        assigned.put(name, half.1, RoleFrom::Heading);
    }
}

fn by_content(assigned: &mut Assigned, profiles: &[Profile], body: &[Row<'_>]) {
    let open = assigned.open();
    let of = |column: usize| profiles.get(column).cloned().unwrap_or_default();
    for column in open.iter().copied() {
        let found = of(column);
        if found.mostly(found.mails, 60) {
            assigned.put(column, Role::Email, RoleFrom::Content);
        }
    }
    let names_known = [Role::Name, Role::Given, Role::Family].into_iter().any(|role| assigned.has(role));
    if !names_known {
        names(assigned, profiles);
    }
    for column in assigned.open() {
        let found = of(column);
        let unique = found.distinct * 100 >= found.filled * 98;
        let ids = found.numbers + found.codes;
        let filled = found.filled * 10 >= body.len().min(1000) * 6;
        if found.mostly(ids, 95)
            && unique
            && filled
            && !found.running
            && found.shortest >= 3
            && found.filled > 1
        {
            if !assigned.has(Role::Number) && !assigned.has(Role::LmsId) && !assigned.has(Role::Username) {
                assigned.put(column, Role::Number, RoleFrom::Content);
            }
        } else if found.mostly(found.codes, 80)
            && found.distinct * 3 <= found.filled
            && !assigned.has(Role::Group)
        {
            assigned.put(column, Role::Group, RoleFrom::Content);
        }
    }
}

/// Columns of letters: one with whole names, else two beside each other.
fn names(assigned: &mut Assigned, profiles: &[Profile]) {
    let varied = |found: &Profile| found.filled <= 3 || found.distinct * 2 >= found.filled;
    let words = |column: &usize| {
        profiles.get(*column).is_some_and(|found| found.mostly(found.words, 75) && varied(found))
    };
    let candidates: Vec<usize> = assigned.open().into_iter().filter(words).collect();
    let whole = candidates
        .iter()
        .copied()
        .find(|column| profiles.get(*column).is_some_and(|found| found.mostly(found.several, 60)));
    let pair = candidates.windows(2).find_map(|two| match two {
        [one, other] if *other == one + 1 => Some((*one, *other)),
        _ => None,
    });
    match (whole, pair, candidates.first()) {
        (Some(column), _, _) => assigned.put(column, Role::Name, RoleFrom::Content),
        (None, Some((one, other)), _) => {
            assigned.put(one, Role::Given, RoleFrom::Content);
            assigned.put(other, Role::Family, RoleFrom::Content);
            assigned.notes.push(
                "Names stand in two columns without headings; which one is the family name is a guess."
                    .to_owned(),
            );
        }
        (None, None, Some(column)) => assigned.put(*column, Role::Name, RoleFrom::Content),
        _ => {}
    }
}

/// What the instructor said. A role that only one column can have is taken from the others.
fn said(assigned: &mut Assigned, heading: Option<Row<'_>>, mapping: &Mapping) {
    for mapped in &mapping.columns {
        let wanted = fold(&mapped.heading);
        let found = heading.filter(|_| !wanted.is_empty()).and_then(|row| {
            let same = |column: &usize| fold(row.cell(*column)) == wanted;
            // Two columns of one heading are told apart by where they were.
            Some(mapped.index).filter(same).or_else(|| (0..row.len()).find(same))
        });
        let column = found.unwrap_or(mapped.index);
        if column >= assigned.roles.len() {
            continue;
        }
        if !matches!(mapped.role, Role::Email | Role::Ignored | Role::Group) {
            for slot in &mut assigned.roles {
                let same_kind = slot.0 == mapped.role
                    || (mapped.role == Role::Name && matches!(slot.0, Role::Given | Role::Family))
                    || (matches!(mapped.role, Role::Given | Role::Family) && slot.0 == Role::Name);
                if slot.1 != RoleFrom::Instructor && same_kind {
                    slot.0 = Role::Ignored;
                }
            }
        }
        assigned.put(column, mapped.role, RoleFrom::Instructor);
    }
}

/// The columns as the preview shows them.
pub(super) fn views(
    heading: Option<Row<'_>>,
    body: &[Row<'_>],
    roles: &[(Role, RoleFrom)],
) -> Vec<ColumnView> {
    let view = |(index, (role, from)): (usize, &(Role, RoleFrom))| ColumnView {
        index,
        heading: heading.map_or("", |row| row.cell(index)).trim().to_owned(),
        role: *role,
        from: *from,
        samples: body
            .iter()
            .map(|row| row.cell(index).trim())
            .filter(|cell| !cell.is_empty())
            .take(3)
            .map(str::to_owned)
            .collect(),
    };
    roles.iter().enumerate().map(view).collect()
}
