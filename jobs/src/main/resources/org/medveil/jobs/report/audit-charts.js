// Draws the charts of audit documents from the JSON in #chart-data: lines, bars and intervals.
(function () {
  'use strict';
  var data = JSON.parse(document.getElementById('chart-data').textContent);
  var tools = MedveilCharts, INK = tools.INK, GREY = '#8896a3';

  function colours(chart) {
    var measured = 0;
    return chart.series.map(function (s) { return s.reference ? GREY : tools.colour(measured++); });
  }

  function dash(chart, i) {
    if (!chart.series[i].reference) { return 'solid'; }
    var before = chart.series.slice(0, i).filter(function (s) { return s.reference; }).length;
    return ['dashed', 'dotted'][before % 2];
  }

  function keys(chart, look, block) {
    return chart.series.map(function (s, i) {
      return { name: s.name, color: look[i], dash: dash(chart, i), block: block && !s.reference };
    });
  }

  function number(v) {
    if (v !== 0 && Math.abs(v) < 1e-3) { return Number(v.toPrecision(2)).toExponential().replace('e+', 'e'); }
    return String(Number(v.toPrecision(4)));
  }

  function said(p) {
    return number(p.y) + (p.low === null ? '' : ' [' + number(p.low) + '–' + number(p.high) + ']');
  }

  // The ends of an axis that holds all the values, on round numbers.
  function ends(values, logarithmic, free) {
    var low = Math.min.apply(null, values), high = Math.max.apply(null, values);
    if (logarithmic) {
      return { min: Math.pow(10, Math.floor(Math.log10(low))), max: Math.pow(10, Math.ceil(Math.log10(high))) };
    }
    if (high === low) { return { min: low - 0.5, max: high + 0.5 }; }
    // Shares are read against nothing: the axis starts there unless that squeezes the picture.
    if (!free && low >= 0 && low < 0.6 * high) { low = 0; }
    var step = tools.step(high - low);
    // Rounds and numbers of things have no halves.
    if (values.every(function (v) { return v === Math.round(v); })) { step = Math.max(1, step); }
    return { min: Math.floor(low / step + 1e-9) * step, max: Math.ceil(high / step - 1e-9) * step, interval: step };
  }

  function valueAxis(of, values, name, gap, free) {
    var scale = ends(values, of.logarithmic, free);
    return tools.axis(Object.assign({
      type: of.logarithmic ? 'log' : 'value', name: name, nameLocation: 'middle', nameGap: gap,
      // Room below the axis: the two labels at its corner must not touch.
      axisLabel: Object.assign(tools.labels(number), { margin: 12 })
    }, scale));
  }

  function all(chart) {
    var values = [];
    chart.series.forEach(function (s) {
      s.points.forEach(function (p) {
        values.push(p.y);
        if (p.low !== null) { values.push(p.low, p.high); }
      });
    });
    return values;
  }

  function line(id, chart) {
    var look = colours(chart), series = [];
    chart.series.forEach(function (s, i) {
      // The ends of the interval as two thin lines: they work on every kind of axis.
      ['low', 'high'].forEach(function (end) {
        if (s.points.every(function (p) { return p[end] === null; })) { return; }
        series.push({
          type: 'line', silent: true, symbol: 'none', z: 1, color: look[i],
          lineStyle: { color: look[i], width: 1, opacity: 0.55 },
          data: s.points.filter(function (p) { return p[end] !== null; }).map(function (p) { return [p.x, p[end]]; })
        });
      });
      series.push({
        name: s.name, type: 'line', z: s.reference ? 2 : 3, color: look[i],
        symbol: s.reference || s.points.length > 40 ? 'none' : 'circle', symbolSize: 7, showAllSymbol: true,
        lineStyle: { color: look[i], width: s.reference ? 1.5 : 2.5, type: dash(chart, i) },
        data: s.points.map(function (p) { return [p.x, p.y]; })
      });
    });
    var across = [];
    chart.series.forEach(function (s) { s.points.forEach(function (p) { across.push(p.x); }); });
    var names = chart.series.map(function (s) { return s.name; });
    tools.draw(id, keys(chart, look, false), function () {
      return {
        grid: { left: 34, right: 24, top: 14, bottom: 34, containLabel: true },
        tooltip: {
          trigger: 'item',
          formatter: function (at) {
            var s = chart.series[names.indexOf(at.seriesName)];
            return s ? '<b>' + tools.escaped(s.name) + '</b><br>' + tools.escaped(
              chart.x.label + ' ' + number(s.points[at.dataIndex].x) + ': ' + said(s.points[at.dataIndex])) : '';
          }
        },
        xAxis: valueAxis(chart.x, across, chart.x.label, 34, true),
        yAxis: valueAxis(chart.y, all(chart), chart.y.label, 50),
        series: series
      };
    });
  }

  function categories(chart) {
    var found = [];
    chart.series.forEach(function (s) {
      s.points.forEach(function (p) { if (found.indexOf(p.category) < 0) { found.push(p.category); } });
    });
    return found;
  }

  // A stroke from `from` to `to` in each row; a gap after each keeps them apart.
  function strokes(points, look) {
    var line = [];
    points.forEach(function (p) { line.push([p.from, p.row], [p.to, p.row], [null, null]); });
    return {
      type: 'line', silent: true, symbol: 'none', z: look.z || 3, color: look.color, data: line, connectNulls: false,
      lineStyle: { color: look.color, width: look.width, cap: 'butt' }
    };
  }

  // Categories run down the page, so that their names can be read.
  function rows(id, chart) {
    var look = colours(chart), names = categories(chart), bars = chart.kind === 'bar';
    var measured = chart.series.filter(function (s) { return !s.reference; }).length;
    var high = Math.max(28, 18 * measured + 10), lane = 0.72 / measured;
    document.getElementById(id).style.height = (60 + (names.length + 1) * high) + 'px';
    var values = all(chart);
    if (bars && !chart.y.logarithmic) { values.push(0); }
    var scale = ends(values, chart.y.logarithmic), slot = -1, series = [];
    chart.series.forEach(function (s, i) {
      if (!s.reference) { slot++; }
      var shift = s.reference ? 0 : (slot - (measured - 1) / 2) * lane;
      function row(p) { return names.indexOf(p.category) + shift; }
      if (s.reference) {
        s.points.forEach(function (p) {
          series.push({
            type: 'line', silent: true, symbol: 'none', z: 2, color: look[i],
            lineStyle: { color: look[i], width: 2, type: dash(chart, i) },
            data: [[p.y, row(p) - 0.45], [p.y, row(p) + 0.45]]
          });
        });
        return;
      }
      var wide = s.points.filter(function (p) { return p.low !== null; });
      if (bars) {
        var zero = Math.max(chart.y.logarithmic ? scale.min : 0, scale.min);
        series.push(strokes(s.points.map(function (p) { return { from: zero, to: p.y, row: row(p) }; }),
          { color: look[i], width: Math.min(20, high * lane * 0.8) }));
      }
      series.push(strokes(wide.map(function (p) { return { from: p.low, to: p.high, row: row(p) }; }),
        { color: bars ? INK : look[i], width: bars ? 1.5 : 2.5, z: 4 }));
      series.push({
        name: s.name, type: 'scatter', z: 5, symbolSize: bars ? 5 : 9, color: bars ? INK : look[i],
        data: s.points.map(function (p) { return [p.y, row(p)]; })
      });
    });
    tools.draw(id, keys(chart, look, true), function (width) {
      var size = width < 620 ? 12 : 13, most = width < 620 ? 20 : 44;
      var shown = names.map(function (n) { return tools.cut(n, most); });
      return {
        grid: { left: tools.widest(shown, size) + 18, right: 26, top: 4, bottom: 46 },
        tooltip: {
          trigger: 'item',
          formatter: function (at) {
            var s = chart.series.filter(function (one) { return one.name === at.seriesName; })[0];
            var p = s.points[at.dataIndex];
            return '<b>' + tools.escaped(p.category) + '</b><br>' + tools.escaped(s.name + ': ' + said(p));
          }
        },
        // At the bottom and at the left, not through the row or the value that is 0.
        xAxis: Object.assign(valueAxis(chart.y, values, chart.y.label, 28), {
          axisLine: { onZero: false, lineStyle: { color: '#9fadb9' } }, position: 'bottom'
        }),
        yAxis: tools.axis({
          axisLine: { onZero: false, lineStyle: { color: '#9fadb9' } }, type: 'value', inverse: true, min: -1, max: names.length, interval: 1, splitLine: { show: false },
          axisLabel: { color: INK, fontSize: size, formatter: function (v) { return shown[v] || ''; } }
        }),
        series: series
      };
    });
  }

  (data.audits || []).forEach(function (entry) {
    ({ line: line, bar: rows, interval: rows })[entry.chart.kind](entry.id, entry.chart);
  });
})();
