//! Cells over several rows: how many lines each row needs, and which rows stay together.

/// A cell as far as its place matters.
pub(super) trait Spanning {
    /// Its first column, and how many it spans.
    fn place(&self) -> (usize, usize);
    /// How many rows it spans.
    fn rows(&mut self) -> &mut usize;
    /// Its number of lines.
    fn lines(&self) -> usize;
}

/// What a row needs.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct RowPlan {
    /// Its lines.
    pub(super) count: usize,
    /// The columns covered by cells that begin in a row above.
    pub(super) covered: Vec<usize>,
    /// Whether a cell continues in the next row, so that no page may end between.
    pub(super) tied: bool,
}

/// The most lines of rows that stay together: half a page of A5. In a longer group each
/// cell stands in its first row, as a page must be able to end within it.
const TOGETHER: usize = 16;

/// Plans the rows of a table; cells of groups too long to stay together no longer span
/// rows. `padding`: the space above and below a row, in lines.
pub(super) fn plan<C: Spanning>(rows: &mut [Vec<C>], padding: f64) -> Vec<RowPlan> {
    let mut plans: Vec<RowPlan> = Vec::with_capacity(rows.len());
    let mut start = 0;
    while start < rows.len() {
        let end = group(rows, start);
        let mut group = counted(&mut rows[start..end], padding);
        if end - start > 1 && group.iter().map(|plan| plan.count).sum::<usize>() > TOGETHER {
            rows[start..end].iter_mut().flatten().for_each(|cell| *cell.rows() = 1);
            group = counted(&mut rows[start..end], padding);
        }
        plans.append(&mut group);
        start = end;
    }
    plans
}

/// The end of the rows that cells tie to the row `start`.
fn group<C: Spanning>(rows: &mut [Vec<C>], start: usize) -> usize {
    let (mut end, mut at) = (start + 1, start);
    while at < end.min(rows.len()) {
        let longest = rows[at].iter_mut().map(|cell| *cell.rows()).max().unwrap_or(1);
        end = end.max(at + longest);
        at += 1;
    }
    end.min(rows.len())
}

fn counted<C: Spanning>(rows: &mut [Vec<C>], padding: f64) -> Vec<RowPlan> {
    let mut plans = vec![RowPlan { count: 1, ..RowPlan::default() }; rows.len()];
    for (row, plan) in rows.iter_mut().zip(&mut plans) {
        let single = row.iter_mut().filter_map(|cell| (*cell.rows() == 1).then(|| cell.lines()));
        plan.count = single.max().unwrap_or(0).max(1);
    }
    for at in 0..rows.len() {
        for cell in &mut rows[at] {
            let end = (at + *cell.rows()).min(plans.len());
            let (first, columns) = cell.place();
            for plan in &mut plans[at + 1..end.max(at + 1)] {
                plan.covered.extend(first..first + columns);
            }
            plans[at..end].iter_mut().rev().skip(1).for_each(|plan| plan.tied = true);
            let lines: usize = plans[at..end].iter().map(|plan| plan.count).sum();
            let between = (end - at - 1) as f64 * padding * 2.0;
            let lacking = cell.lines() as f64 - lines as f64 - between;
            if lacking > 0.0 {
                plans[end - 1].count += lacking.ceil() as usize;
            }
        }
    }
    plans
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Column, rows and lines.
    struct Cell(usize, usize, usize);

    impl Spanning for Cell {
        fn place(&self) -> (usize, usize) {
            (self.0, 1)
        }

        fn rows(&mut self) -> &mut usize {
            &mut self.1
        }

        fn lines(&self) -> usize {
            self.2
        }
    }

    #[test]
    fn a_long_cell_makes_room_in_its_last_row() {
        let mut rows = vec![vec![Cell(0, 2, 5), Cell(1, 1, 1)], vec![Cell(1, 1, 2)], vec![Cell(0, 1, 1)]];
        let plans = plan(&mut rows, 0.25);
        let told: Vec<_> = plans.iter().map(|plan| (plan.count, plan.covered.as_slice(), plan.tied)).collect();
        // Five lines in 1 + 2 rows and the half line between them: two more.
        assert_eq!(told, [(1, &[][..], true), (4, &[0][..], false), (1, &[][..], false)]);
    }

    #[test]
    fn rows_too_long_for_a_page_are_not_tied() {
        let mut rows: Vec<Vec<Cell>> = (0..40).map(|_| vec![Cell(1, 1, 1)]).collect();
        rows[0].push(Cell(0, 40, 3));
        let plans = plan(&mut rows, 0.25);
        assert!(plans.iter().all(|plan| !plan.tied && plan.covered.is_empty()));
        assert_eq!((plans[0].count, plans[1].count), (3, 1));
    }
}
