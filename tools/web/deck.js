// Lays the blocks of each topic out on slides, so that nothing overflows, and starts reveal.js.
"use strict";

(async () => {
  const ROOM = 720 - 52; // pixels, above the foot
  const MOST_TEXT = 400; // pixels of prose on one slide
  const SMALLEST_PICTURE = 440; // pixels high, beside other content
  const SMALLEST_TABLE = 18; // pixels, its letters
  const SMALLEST_LETTERS = 14; // pixels, where nothing else helps
  const SMALLEST_SCALE = 0.66; // of a picture alone on its slide; below, it takes several slides
  const LARGEST = 1.7; // times the size of a picture in the notebook
  const stage = document.getElementById("stage");
  const flat = new URLSearchParams(location.search).has("print");

  const bottom = (element) => element.getBoundingClientRect().bottom;
  const height = (element) => element.getBoundingClientRect().height;
  const setHeight = (image, pixels) => {
    image.style.width = "auto";
    image.style.height = `${Math.floor(pixels)}px`;
  };
  // The element whose children are the items, rows or lines of a block.
  const partsOf = (block) => {
    const kinds = "ul, ol, table, pre";
    const list = block.matches(kinds) ? block : block.querySelector(kinds);
    return list?.matches("table, pre") ? list.querySelector("tbody, code") : list;
  };
  const isText = (block) => block.matches("p, ul, ol, blockquote") && !block.matches(".small");

  class Topic {
    constructor(group) {
      this.title = group.querySelector("h1, h2");
      this.pages = [];
      for (const block of [...group.children]) {
        if (block === this.title) this.open();
        else if (block.matches("aside")) this.page.append(block);
        else this.place(block);
      }
      this.grow();
    }

    open(block) {
      this.page = document.createElement("section");
      this.page.className = "page";
      if (this.title.matches("h1") && !this.pages.length) this.page.classList.add("first");
      const title = document.createElement(this.pages.length ? "h2" : this.title.localName);
      title.innerHTML = this.title.innerHTML;
      const foot = document.createElement("div");
      foot.className = "foot";
      foot.textContent = document.title;
      if (block?.querySelector("img")) this.page.classList.add("pictured");
      this.page.append(title, foot);
      this.pages.push(this.page);
      stage.append(this.page);
    }

    blocks() {
      return [...this.page.children].filter((one) => !one.matches("h1, h2, aside, .foot"));
    }

    isEmpty() {
      return this.blocks().every((one) => one.matches("h3"));
    }

    // How many pixels stand below the room of the slide.
    over() {
      return bottom(this.blocks().at(-1)) - this.page.getBoundingClientRect().top - ROOM;
    }

    fits(block) {
      const text = this.blocks().filter(isText);
      const prose = text.reduce((sum, one) => sum + height(one), 0);
      const box = this.page.getBoundingClientRect();
      const wide = [block, ...block.querySelectorAll("table, img, math")].some(
        (one) => one.getBoundingClientRect().right > box.right - 56
      );
      // A short end does not get a slide of its own.
      const most = isText(block) && height(block) < 125 ? 1.3 * MOST_TEXT : MOST_TEXT;
      return this.over() <= 0 && (prose <= most || text.length < 2) && !wide;
    }

    place(block) {
      if ((block.matches("h3") || block.dataset.start !== undefined) && !this.isEmpty()) this.open(block);
      this.page.append(block);
      if (this.fits(block) || this.shrink(block, SMALLEST_PICTURE)) return;
      if (!this.isAlone(block)) {
        const lead = this.leadOf(block);
        this.open(block);
        this.page.append(...lead, block);
        if (this.fits(block)) return;
      }
      if (this.slice(block) || this.shrink(block, SMALLEST_PICTURE / 3)) return;
      const rest = this.split(block);
      if (rest) {
        this.open();
        this.place(rest);
      } else {
        this.squeeze(block);
      }
    }

    isAlone(block) {
      return this.blocks().every((one) => one === block || one.matches("h3"));
    }

    // A short line that ends with a colon goes with what it announces.
    leadOf(block) {
      const before = this.blocks().at(-2);
      const leads = before?.matches("p") && before.textContent.trim().endsWith(":");
      return leads && height(before) < 130 && this.blocks().length > 2 ? [before] : [];
    }

    // Make a picture lower, or the letters of a table smaller, as far as they stay readable.
    shrink(block, smallest) {
      const image = block.querySelector("img");
      if (image) {
        const usual = height(image);
        const left = usual - this.over();
        if (left < Math.min(smallest, usual)) return false;
        setHeight(image, Math.min(left, usual));
        if (this.fits(block)) return true;
        image.style.height = image.style.width = "auto";
        return false;
      }
      const tables = block.matches("table") ? [block] : [...block.querySelectorAll("table")];
      if (!tables.length) return false;
      const usual = parseFloat(getComputedStyle(tables[0]).fontSize);
      for (let size = usual; size >= SMALLEST_TABLE; size -= 1) {
        tables.forEach((table) => (table.style.fontSize = `${size}px`));
        if (this.fits(block)) return true;
      }
      tables.forEach((table) => (table.style.fontSize = ""));
      return false;
    }

    // Show a tall picture on several slides, from top to bottom.
    slice(block) {
      const image = block.querySelector("img");
      if (!image) return false;
      const tall = height(image);
      const left = Math.floor(tall - this.over());
      if (left > SMALLEST_SCALE * tall) return false;
      const count = Math.ceil(tall / left);
      const wide = image.getBoundingClientRect().width;
      for (let part = 0; part < count; part += 1) {
        const piece = part ? block.cloneNode(true) : block;
        if (part) {
          this.open(piece);
          this.page.append(piece);
        }
        const top = Math.round((part / (count - 1)) * (tall - left));
        const shown = piece.querySelector("img");
        shown.dataset.part = `${part + 1} of ${count}`;
        shown.style.cssText += `width: ${wide}px; height: ${left}px; max-width: none;
          object-fit: cover; object-position: 0 -${top}px;`;
      }
      return true;
    }

    // Leave a fair part of a list, a table or lines of code; return the rest, or null.
    split(block) {
      const table = block.matches("table") ? block : block.querySelector("table");
      const rest = block.cloneNode(true);
      const [here, there] = [partsOf(block), partsOf(rest)];
      if (!here || here.children.length < 2) return null;
      if (table) {
        table.style.fontSize = `${SMALLEST_TABLE + 1}px`;
        (rest.matches("table") ? rest : rest.querySelector("table")).style.fontSize = "";
      }
      const all = [...here.children];
      let kept = all.length;
      while (kept > 1 && !this.fits(block)) all[--kept].remove();
      if (kept === all.length) return null;
      kept = Math.ceil(all.length / Math.ceil(all.length / kept));
      here.replaceChildren(...all.slice(0, kept));
      there.replaceChildren(...[...there.children].slice(kept));
      if (there.matches("ol")) there.start = (here.start || 1) + kept;
      delete rest.dataset.start;
      return rest;
    }

    // A picture takes the room that is left on its slide.
    grow() {
      for (this.page of this.pages) {
        const image = this.page.querySelector("img");
        const free = -this.over();
        if (!image || image.dataset.part || free < 8) continue;
        const { width, height: tall } = image.getBoundingClientRect();
        const most = Math.min(LARGEST * image.width, image.parentElement.clientWidth) / width;
        setHeight(image, Math.min(tall + free, tall * most));
      }
    }

    // The last resort: smaller letters.
    squeeze(block) {
      for (let size = 27; size >= SMALLEST_LETTERS && !this.fits(block); size -= 1) {
        block.style.fontSize = `${size}px`;
        block.querySelectorAll("table, ul, ol, pre").forEach((one) => (one.style.fontSize = `${size}px`));
      }
    }
  }

  document.body.classList.toggle("flat", flat);
  if (flat) stage.setAttribute("role", "main");
  await document.fonts.ready;
  await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
  const topics = [...document.querySelectorAll("#source > div")].map((group) => new Topic(group));
  document.getElementById("source").remove();
  if (!flat) {
    const slides = document.querySelector(".reveal .slides");
    for (const { pages } of topics) {
      const stack = document.createElement("section");
      stack.append(...pages);
      slides.append(pages.length > 1 ? stack : pages[0]);
    }
    stage.remove();
    await Reveal.initialize({
      width: 1280, height: 720, margin: 0, center: false, hash: true, transition: "none",
      slideNumber: "c/t", plugins: [RevealNotes],
    });
  }
  document.body.dataset.ready = "yes";
})();
