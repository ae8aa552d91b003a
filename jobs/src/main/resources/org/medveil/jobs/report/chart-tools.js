// What every chart of a page shares: colours, legend, axes, and fitting the screen or the paper.
// Every number drawn stands in a table as well, so the page reads without it.
var MedveilCharts = (function () {
  'use strict';
  var INK = '#1b2733', SOFT = '#52616f', LINE = '#d9e0e6', RED = '#a3231f', BLUE = '#1f5f8b';
  // Told apart in grey and by colour-blind readers too: dark, light and middle take turns.
  var COLOURS = [BLUE, '#e0a13c', '#3c8d78', '#7b4f93', '#b9553f', '#7fa8c9', '#59656f', '#a9b94a'];
  var FONT = getComputedStyle(document.body).fontFamily;
  var drawn = [];

  function colour(i) { return COLOURS[i % COLOURS.length]; }

  function escaped(text) {
    return String(text).replace(/[&<>"']/g, function (c) { return '&#' + c.charCodeAt(0) + ';'; });
  }

  // Up to `places` decimals, as short as the number allows.
  function short(value, places) { return String(Number(value.toFixed(places))); }

  function cut(text, length) { return text.length > length ? text.slice(0, length - 1) + '…' : text; }

  // Of texts, in pixels.
  function widest(texts, size) {
    var pen = document.createElement('canvas').getContext('2d');
    pen.font = size + 'px ' + FONT;
    return Math.max.apply(null, texts.map(function (text) { return pen.measureText(text).width; }));
  }

  // The smallest of 1, 2, 2.5, 5 times a power of ten that cuts `top` into at most five steps.
  function step(top) {
    var power = Math.pow(10, Math.floor(Math.log10(top / 5)));
    return [1, 2, 2.5, 5, 10].filter(function (m) { return m * power >= top / 5; })[0] * power;
  }

  // A legend of HTML wraps on any width and is read aloud; keys are {name, color, dash | block}.
  function legend(place, keys) {
    var list = document.createElement('ul');
    list.className = 'legend';
    keys.forEach(function (key) {
      var item = document.createElement('li');
      var swatch = document.createElement('span');
      swatch.className = key.block ? 'block' : 'stroke';
      if (key.block) {
        swatch.style.backgroundColor = key.color;
      } else {
        swatch.style.borderTopColor = key.color;
        swatch.style.borderTopStyle = key.dash || 'solid';
      }
      item.appendChild(swatch);
      item.appendChild(document.createTextNode(key.name));
      list.appendChild(item);
    });
    place.parentNode.insertBefore(list, place);
  }

  // `option` is a function of the chart's width in pixels.
  function draw(id, keys, option) {
    var place = document.getElementById(id);
    if (!place) { return; }
    legend(place, keys);
    var chart = echarts.init(place, null, { renderer: 'svg' });
    var entry = {
      chart: chart,
      paint: function (width) {
        var o = option(width);
        var text = { fontFamily: FONT, color: INK, fontSize: 13 };
        o.animation = false;
        o.textStyle = text;
        o.aria = { enabled: true, label: { description: place.getAttribute('aria-label') } };
        o.tooltip = Object.assign({ confine: true, textStyle: text }, o.tooltip);
        chart.setOption(o, true);
      }
    };
    entry.paint(chart.getWidth());
    drawn.push(entry);
  }

  function axis(extra) {
    return Object.assign({
      axisLine: { lineStyle: { color: '#9fadb9' } },
      axisTick: { show: false },
      axisLabel: { color: SOFT, fontSize: 13 },
      nameTextStyle: { color: SOFT, fontSize: 13 },
      splitLine: { lineStyle: { color: LINE } }
    }, extra);
  }

  function labels(formatter) { return { color: SOFT, fontSize: 13, hideOverlap: true, formatter: formatter }; }

  function fit(width) {
    drawn.forEach(function (d) {
      var half = d.chart.getDom().closest('.charts.two');
      d.chart.resize(width ? { width: half ? width / 2 - 20 : width } : undefined);
      d.paint(d.chart.getWidth());
    });
  }
  window.addEventListener('resize', function () { fit(); });
  // A4 less its margins at 96 dots per inch; the screen's width would be cut off.
  window.addEventListener('beforeprint', function () {
    document.querySelectorAll('details').forEach(function (folded) { folded.open = true; });
    fit(670);
  });
  window.addEventListener('afterprint', function () { fit(); });

  return {
    INK: INK, SOFT: SOFT, LINE: LINE, RED: RED, BLUE: BLUE, FONT: FONT,
    colour: colour, escaped: escaped, short: short, cut: cut, widest: widest, step: step, draw: draw,
    axis: axis, labels: labels
  };
})();
