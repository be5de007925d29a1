(function () {
  'use strict';
  // All that belongs to a pair, by the pair's number: segments, quotations, numbers, the dot.
  var texts = document.querySelector('.texts');
  var parts = new Map(), chips = new Map(), shown = new Map(), pinned = [], lit = [], asked = false;
  document.querySelectorAll('[data-p]').forEach(function (e) {
    e.dataset.p.split(' ').forEach(function (p) {
      if (!parts.has(p)) { parts.set(p, []); }
      parts.get(p).push(e);
      if (e.classList.contains('chip')) {
        if (!chips.has(p)) { chips.set(p, []); }
        chips.get(p).push(e);
      }
    });
  });

  // Lines between the columns, for the pairs of which an end is in view.
  var svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'links');
  svg.setAttribute('aria-hidden', 'true');
  texts.appendChild(svg);
  function draw() {
    asked = false;
    var base = texts.getBoundingClientRect(), lines = document.createDocumentFragment();
    if (getComputedStyle(svg).display !== 'none') {
      shown.forEach(function (ends, p) {
        var pair = chips.get(p);
        if (!ends || pair.length !== 2) { return; }
        var a = pair[0].getBoundingClientRect(), b = pair[1].getBoundingClientRect();
        var x = a.right - base.left + 11, y = (a.top + a.bottom) / 2 - base.top;
        var v = b.left - base.left - 11, w = (b.top + b.bottom) / 2 - base.top, m = (x + v) / 2;
        var line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
        var on = lit.indexOf(p) >= 0 || pinned.indexOf(p) >= 0;
        line.setAttribute('class', 'line ' + pair[0].className.match(/c\d/)[0] + (on ? ' on' : ''));
        line.setAttribute('d', 'M' + x + ' ' + y + 'C' + m + ' ' + y + ' ' + m + ' ' + w + ' ' + v + ' ' + w);
        lines.appendChild(line);
      });
    }
    svg.replaceChildren(lines);
  }
  function redraw() {
    if (!asked) { asked = true; requestAnimationFrame(draw); }
  }
  var watch = new IntersectionObserver(function (entries) {
    entries.forEach(function (e) {
      var p = e.target.dataset.p, was = e.target.inView ? 1 : 0, is = e.isIntersecting ? 1 : 0;
      e.target.inView = is === 1;
      var ends = (shown.get(p) || 0) + is - was;
      if (ends) { shown.set(p, ends); } else { shown.delete(p); }
    });
    redraw();
  }, { rootMargin: '50% 0px' });
  chips.forEach(function (pair) { pair.forEach(function (chip) { watch.observe(chip); }); });
  new ResizeObserver(redraw).observe(texts);

  // What is pointed at or in focus lights up its partner; a click keeps it lit until the next one or Escape.
  function pairsOf(e) {
    var at = e && e.closest ? e.closest('[data-p]') : null;
    return at ? at.dataset.p.split(' ') : [];
  }
  function mark(pairs, on) {
    pairs.forEach(function (p) {
      (parts.get(p) || []).forEach(function (e) { e.classList.toggle('on', on); });
    });
  }
  function light(pairs) {
    if (pairs.join() === lit.join()) { return; }
    mark(lit, false);
    lit = pairs;
    mark(pinned, true);
    mark(lit, true);
    redraw();
  }
  function pin(pairs) {
    mark(pinned, false);
    pinned = pairs;
    mark(pinned, true);
    mark(lit, true);
    redraw();
  }
  document.addEventListener('pointerover', function (e) { light(pairsOf(e.target)); });
  document.addEventListener('focusin', function (e) { light(pairsOf(e.target)); });
  document.addEventListener('focusout', function () { light([]); });
  document.addEventListener('keydown', function (e) { if (e.key === 'Escape') { pin([]); } });

  function wholly(e) {
    var r = e.getBoundingClientRect();
    return r.top >= 40 && r.bottom <= innerHeight;
  }
  document.addEventListener('click', function (e) {
    var pairs = pairsOf(e.target), link = e.target.closest('a');
    if (!pairs.length) { return; }
    if (!link) {
      // A click into the text leads to the partner, but not the end of a selection.
      if (!getSelection().isCollapsed) { return; }
      link = e.target.closest('.seg').querySelector('.chip[data-p="' + pairs[0] + '"]') || chips.get(pairs[0]);
      link = link && link.length ? link[0] : link;
    }
    pin(pairs);
    var to = link ? document.getElementById(link.hash.slice(1)) : null;
    if (!to) { return; }
    if (wholly(to)) {
      e.preventDefault();
    } else if (link !== e.target) {
      location.hash = link.hash;
    }
  });
})();
