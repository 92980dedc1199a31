//! Where the coded pixels of a scan end. Decoders stop at the last block; what
//! stands between it and the next marker is seen by nobody and copied by all.
//!
//! Codes are read and not one coefficient is computed: ISO 10918-1, F.2.2 and G.2.

use crate::picture::MAX_PIXELS;

/// Blocks that all scans of a picture may visit, for each block it has. The
/// usual progressive picture has ten scans; one of thousands is an attack, and
/// stays as it is.
const VISITS: usize = 64;

/// The picture as its frame header tells it, and the tables met so far.
#[derive(Default)]
pub(super) struct Scans {
    progressive: bool,
    components: Vec<Component>,
    /// Blocks across and down that the largest component has in an MCU.
    most: [usize; 2],
    size: [usize; 2],
    /// Tables of codes: for DC, then for AC.
    codes: [[Option<Codes>; 4]; 2],
    restart: usize,
    visits: usize,
}

struct Component {
    id: u8,
    /// Blocks across and down in an MCU.
    sampling: [usize; 2],
    /// Blocks across, MCUs filled up.
    stride: usize,
    /// Which coefficients of each block are not zero, for refining scans.
    known: Vec<u64>,
}

/// A table of codes: for each 16 bits the symbol they begin with and its length.
struct Codes(Vec<(u8, u8)>);

impl Codes {
    /// From the counts of each length and the symbols (C.2).
    fn new(counts: &[u8], symbols: &[u8]) -> Option<Self> {
        let mut table = Vec::with_capacity(1 << 16);
        let mut symbols = symbols.iter();
        for (length, &count) in (1_u8..).zip(counts) {
            for &symbol in symbols.by_ref().take(usize::from(count)) {
                table.resize((table.len() + (1 << (16 - length))).min((1 << 16) + 1), (symbol, length));
            }
        }
        // Bits that no code begins with.
        (table.len() <= 1 << 16).then(|| {
            table.resize(1 << 16, (0, 0));
            Self(table)
        })
    }
}

/// The numbers of a scan's header.
struct Header {
    first: usize,
    last: usize,
    refines: bool,
}

impl Scans {
    /// A frame header: its kind and its body.
    pub(super) fn frame(&mut self, marker: u8, body: &[u8]) {
        let &[_, h1, h0, w1, w0, _, ref rest @ ..] = body else { return };
        self.progressive = marker == 0xc2;
        self.size = [[w1, w0], [h1, h0]].map(|pair| usize::from(u16::from_be_bytes(pair)));
        let (parts, _) = rest.as_chunks::<3>();
        // Larger ones are refused.
        if self.size[0] * self.size[1] > usize::try_from(MAX_PIXELS).unwrap_or(usize::MAX) {
            return;
        }
        let sampling = |byte: u8| [byte >> 4, byte & 15].map(usize::from);
        self.most = [0, 1].map(|axis| parts.iter().map(|part| sampling(part[1])[axis]).max().unwrap_or(0).max(1));
        let [across, down] = self.units();
        self.components = parts
            .iter()
            .map(|&[id, factors, _]| {
                let sampling = sampling(factors);
                let (stride, rows) = (across * sampling[0], down * sampling[1]);
                let known = if self.progressive { vec![0; stride.saturating_mul(rows)] } else { Vec::new() };
                Component { id, sampling, stride, known }
            })
            .collect();
    }

    /// MCUs across and down.
    fn units(&self) -> [usize; 2] {
        [0, 1].map(|axis| self.size[axis].div_ceil(8 * self.most[axis]))
    }

    /// The tables of a segment.
    pub(super) fn tables(&mut self, mut body: &[u8]) {
        while let Some((&[kind, ref counts @ ..], rest)) = body.split_first_chunk::<17>() {
            let count: usize = counts.iter().map(|&count| usize::from(count)).sum();
            let Some((symbols, rest)) = rest.split_at_checked(count) else { return };
            if let Some(slot) =
                self.codes.get_mut(usize::from(kind >> 4)).and_then(|of| of.get_mut(usize::from(kind & 15)))
            {
                *slot = Codes::new(counts, symbols);
            }
            body = rest;
        }
    }

    /// How many codes there are from one restart marker to the next.
    pub(super) fn restart(&mut self, body: &[u8]) {
        self.restart = body.first_chunk().map_or(0, |pair| usize::from(u16::from_be_bytes(*pair)));
    }

    /// The bytes that a scan's codes take of the data behind its header; `None`
    /// where they cannot be followed.
    pub(super) fn length(&mut self, header: &[u8], data: &[u8]) -> Option<usize> {
        let count = usize::from(*header.first()?);
        let (parts, _) = header.get(1..1 + 2 * count)?.as_chunks::<2>();
        let &[first, last, approximation] = header.get(1 + 2 * count..4 + 2 * count)? else { return None };
        let head = Header { first: first.into(), last: usize::from(last).min(63), refines: approximation >> 4 > 0 };
        let parts: Vec<(usize, usize, usize)> = parts
            .iter()
            .map(|&[id, tables]| {
                let index = self.components.iter().position(|component| component.id == id)?;
                Some((index, usize::from(tables >> 4), usize::from(tables & 15)))
            })
            .collect::<Option<_>>()?;
        let alone = parts.len() == 1;
        let [across, down] = match parts[..] {
            [] => return None,
            // One component alone has no blocks beyond the picture's edge.
            [(index, ..)] => {
                let sampling = self.components[index].sampling;
                [0, 1].map(|axis| (self.size[axis] * sampling[axis]).div_ceil(8 * self.most[axis]))
            }
            _ => self.units(),
        };
        let blocks: usize = self.components.iter().map(|of| of.sampling[0] * of.sampling[1]).sum::<usize>();
        let [all_across, all_down] = self.units();
        let limit = blocks * all_across * all_down * VISITS;
        let mut bits = Bits { data, at: 0, held: 0, count: 0 };
        let mut run = 0;
        for unit in 0..across * down {
            if self.restart > 0 && unit > 0 && unit % self.restart == 0 {
                bits.restart()?;
                run = 0;
            }
            let (column, row) = (unit % across, unit / across);
            for &(index, dc, ac) in &parts {
                let [wide, high] = if alone { [1, 1] } else { self.components[index].sampling };
                for block in 0..wide * high {
                    self.visits += 1;
                    if self.visits > limit {
                        return None;
                    }
                    let codes = (self.codes[0].get(dc)?.as_ref(), self.codes[1].get(ac)?.as_ref());
                    if !self.progressive {
                        bits.sequential(codes.0?, codes.1?)?;
                    } else if head.first == 0 {
                        if head.refines {
                            bits.take(1)?
                        } else {
                            bits.dc(codes.0?)?
                        };
                    } else {
                        let component = &mut self.components[index];
                        let place = (row * high + block / wide) * component.stride + column * wide + block % wide;
                        let known = component.known.get_mut(place)?;
                        match head.refines {
                            false => bits.first_pass(codes.1?, &head, known, &mut run)?,
                            true => bits.refine(codes.1?, &head, known, &mut run)?,
                        }
                    }
                }
            }
        }
        Some(bits.end())
    }
}

/// Bits of coded data, in which `FF 00` stands for `FF`.
struct Bits<'d> {
    data: &'d [u8],
    /// Behind the last byte taken.
    at: usize,
    held: u32,
    count: u32,
}

impl Bits<'_> {
    /// The next 16 bits, ones beyond the end, and how many there are.
    fn peek(&mut self) -> u32 {
        while self.count < 16 {
            match (self.data.get(self.at), self.data.get(self.at + 1)) {
                (Some(0xff), Some(0)) => self.push(0xff, 2),
                (Some(0xff) | None, _) => break,
                (Some(&byte), _) => self.push(byte, 1),
            }
        }
        let have = self.count.min(16);
        let bits = (self.held >> (self.count - have)) << (16 - have) | ((1 << (16 - have)) - 1);
        bits & 0xffff
    }

    fn push(&mut self, byte: u8, step: usize) {
        self.held = self.held << 8 | u32::from(byte);
        self.count += 8;
        self.at += step;
    }

    /// Behind the last byte of which a bit was used.
    fn end(&self) -> usize {
        (0..self.count / 8).fold(self.at, |end, _| match self.data.get(end.wrapping_sub(2)..end) {
            Some([0xff, 0]) => end - 2,
            _ => end.saturating_sub(1),
        })
    }

    /// Takes bits, at most 16.
    fn take(&mut self, count: u32) -> Option<u32> {
        let bits = self.peek();
        self.count = self.count.checked_sub(count)?;
        Some(bits.checked_shr(16 - count).unwrap_or(0))
    }

    /// The next symbol.
    fn symbol(&mut self, codes: &Codes) -> Option<u8> {
        let bits = self.peek();
        let &(symbol, length) = codes.0.get(bits as usize).filter(|(_, length)| *length > 0)?;
        self.count = self.count.checked_sub(length.into())?;
        Some(symbol)
    }

    /// A restart marker, behind what is left of a byte.
    fn restart(&mut self) -> Option<()> {
        // Whole bytes that are held were none of the codes'.
        (self.count < 8).then_some(())?;
        (self.held, self.count) = (0, 0);
        matches!(self.data.get(self.at..self.at + 2)?, [0xff, 0xd0..=0xd7]).then_some(())?;
        self.at += 2;
        Some(())
    }

    fn dc(&mut self, codes: &Codes) -> Option<u32> {
        let size = self.symbol(codes)?;
        self.take(u32::from(size.min(16)))
    }

    fn sequential(&mut self, dc: &Codes, ac: &Codes) -> Option<()> {
        self.dc(dc)?;
        let mut at = 1;
        while at < 64 {
            let symbol = self.symbol(ac)?;
            match (usize::from(symbol >> 4), u32::from(symbol & 15)) {
                (15, 0) => at += 16,
                (_, 0) => break,
                (zeros, size) => {
                    at += zeros + 1;
                    self.take(size)?;
                }
            }
        }
        Some(())
    }

    /// How many further blocks have no more coefficients (G.1.2.2).
    fn run(&mut self, size: u32) -> Option<u32> {
        Some((1 << size) - 1 + self.take(size)?)
    }

    fn first_pass(&mut self, codes: &Codes, head: &Header, known: &mut u64, run: &mut u32) -> Option<()> {
        if *run > 0 {
            *run -= 1;
            return Some(());
        }
        let mut at = head.first;
        while at <= head.last {
            let symbol = self.symbol(codes)?;
            match (symbol >> 4, u32::from(symbol & 15)) {
                (15, 0) => at += 16,
                (size, 0) => {
                    *run = self.run(size.into())?;
                    break;
                }
                (zeros, size) => {
                    at += usize::from(zeros);
                    self.take(size)?;
                    *known |= 1_u64 << Some(at).filter(|&at| at < 64)?;
                    at += 1;
                }
            }
        }
        Some(())
    }

    fn refine(&mut self, codes: &Codes, head: &Header, known: &mut u64, run: &mut u32) -> Option<()> {
        let mut at = head.first;
        if *run == 0 {
            while at <= head.last {
                let symbol = self.symbol(codes)?;
                let (mut zeros, size) = (symbol >> 4, symbol & 15);
                if size > 0 {
                    self.take(1)?;
                } else if zeros < 15 {
                    *run = self.run(zeros.into())? + 1;
                    break;
                }
                while at <= head.last {
                    if *known >> at & 1 == 1 {
                        self.take(1)?;
                    } else if zeros == 0 {
                        break;
                    } else {
                        zeros -= 1;
                    }
                    at += 1;
                }
                if size > 0 && at <= head.last {
                    *known |= 1 << at;
                }
                at += 1;
            }
        }
        if *run > 0 {
            let left = (at..=head.last).filter(|at| *known >> at & 1 == 1).count();
            for _ in 0..left {
                self.take(1)?;
            }
            *run -= 1;
        }
        Some(())
    }
}
