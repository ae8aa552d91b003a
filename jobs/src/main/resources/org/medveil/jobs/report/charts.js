// Draws the charts of a run report from the JSON in #chart-data.
(function () {
  'use strict';
  var data = JSON.parse(document.getElementById('chart-data').textContent);
  if (!data.epsilon) { return; }
  var INK = MedveilCharts.INK, RED = MedveilCharts.RED, SOFT = MedveilCharts.SOFT, BLUE = MedveilCharts.BLUE;
  var colour = MedveilCharts.colour, escaped = MedveilCharts.escaped, short = MedveilCharts.short;
  var cut = MedveilCharts.cut, widest = MedveilCharts.widest, step = MedveilCharts.step;
  var draw = MedveilCharts.draw, axis = MedveilCharts.axis, labels = MedveilCharts.labels;

  function epsilon(e) {
    var spent = [].concat.apply([], e.bySite).filter(function (v) { return v !== null; });
    var top = Math.max(e.budget, Math.max.apply(null, spent)) * 1.08;
    var interval = step(top);
    var series = data.sites.map(function (site, i) {
      return {
        name: site, type: 'bar', data: e.bySite[i], barMaxWidth: 34, barGap: '12%',
        itemStyle: { color: colour(i), borderRadius: [3, 3, 0, 0] }
      };
    });
    series[0].markLine = {
      silent: true, symbol: 'none', data: [{ yAxis: e.budget }],
      lineStyle: { color: RED, type: 'dashed', width: 2 },
      label: {
        // At the left, where the bars are lowest.
        position: 'insideStartTop', color: RED, fontSize: 13, fontWeight: 600,
        backgroundColor: 'rgba(255, 255, 255, 0.85)', padding: [1, 4],
        formatter: 'budget ε = ' + short(e.budget, 4)
      }
    };
    var keys = data.sites.map(function (site, i) { return { name: site, color: colour(i), block: true }; });
    draw('chart-epsilon', keys, function () {
      return {
        grid: { left: 8, right: 12, top: 34, bottom: 30, containLabel: true },
        tooltip: {
          trigger: 'axis', axisPointer: { type: 'shadow' },
          // Rounded up, as in the tables.
          valueFormatter: function (v) {
            return typeof v === 'number' ? 'ε = ' + (Math.ceil(v * 1000 - 1e-9) / 1000).toFixed(3) : 'no entry';
          }
        },
        xAxis: axis({
          type: 'category', name: 'after round', nameLocation: 'middle', nameGap: 28,
          data: e.rounds.map(String), splitLine: { show: false }
        }),
        yAxis: axis({
          type: 'value', min: 0, max: Math.ceil(top / interval) * interval, interval: interval,
          name: 'ε per ' + e.unit + ', δ = ' + e.delta,
          nameTextStyle: { align: 'left', color: SOFT, fontSize: 13 },
          axisLabel: labels(function (v) { return short(v, 6); })
        }),
        series: series
      };
    });
  }

  function auroc(a) {
    var last = a.points.length - 1;
    var all = a.local.map(function (l) { return l.auroc; });
    if (a.nonPrivate !== null) { all.push(a.nonPrivate); }
    var lows = a.points.map(function (p) { return p[2]; }).concat(all, [0.5]);
    var highs = a.points.map(function (p) { return p[3]; }).concat(all);
    var min = Math.max(0, Math.floor(Math.min.apply(null, lows) * 10) / 10);
    var max = Math.min(1, Math.ceil(Math.max.apply(null, highs) * 10) / 10);
    var series = [], keys = [];

    function add(name, values, look, extra) {
      series.push(Object.assign({
        name: name, type: 'line', symbol: 'none', silent: true, z: 2, data: values, color: look.color,
        lineStyle: { color: look.color, type: look.dash || 'solid', width: look.width || 2 }
      }, extra));
    }

    function reference(name, value, look) {
      add(name, a.points.map(function () { return value; }), look);
      keys.push({ name: name, color: look.color, dash: look.dash });
    }

    // The band is the low end, unseen, with the width of the interval stacked on it.
    var unseen = { stack: 'band', lineStyle: { opacity: 0 }, z: 1 };
    add('low end', a.points.map(function (p) { return p[2]; }), { color: BLUE }, unseen);
    add('interval', a.points.map(function (p) { return p[3] - p[2]; }), { color: '#bcd5e8' },
      Object.assign({ areaStyle: { color: '#bcd5e8', opacity: 0.75 } }, unseen));
    add('Federated, private', a.points.map(function (p) { return p[1]; }), { color: BLUE, width: 3 }, {
      symbol: 'circle', symbolSize: 8, showAllSymbol: true, z: 5,
      // Only the last point is written out: the others stand in the table.
      label: {
        show: true, position: 'right', distance: 8, fontSize: 13, fontWeight: 600, color: INK,
        formatter: function (p) { return p.dataIndex === last ? p.value.toFixed(3) : ''; }
      }
    });
    keys.push({ name: 'Federated, private', color: BLUE });
    keys.push({ name: 'its confidence interval', color: '#bcd5e8', block: true });
    if (a.nonPrivate !== null) {
      reference('Pooled, without privacy: ' + a.nonPrivate.toFixed(3), a.nonPrivate, { color: INK, dash: 'dashed' });
    }
    // Many hospitals: the two ends tell enough, the table holds them all.
    var ranked = a.local.slice().sort(function (x, y) { return y.auroc - x.auroc; });
    var many = ranked.length > 4;
    (many ? [ranked[0], ranked[ranked.length - 1]] : a.local).forEach(function (l, i) {
      var name = many ? ['Best', 'Weakest'][i] + ' hospital alone: ' : l.site + ' alone: ';
      // The first colour is the federated model's.
      var own = colour(many ? i + 1 : data.sites.indexOf(l.site) + 1);
      reference(name + l.auroc.toFixed(3), l.auroc, { color: own, dash: 'dotted', width: 2.5 });
    });
    reference('Guessing', 0.5, { color: '#8896a3', width: 1 });
    draw('chart-auroc', keys, function () {
      return {
        grid: { left: 8, right: 64, top: 14, bottom: 30, containLabel: true },
        tooltip: {
          trigger: 'axis',
          formatter: function (items) {
            var p = items.length ? a.points[items[0].dataIndex] : null;
            return p ? '<b>' + (p[0] === 0 ? 'before training' : 'after round ' + p[0]) + '</b><br>' + escaped(
              'AUROC ' + p[1].toFixed(3) + ' [' + p[2].toFixed(3) + '–' + p[3].toFixed(3) + ']') : '';
          }
        },
        xAxis: axis({
          type: 'category', boundaryGap: a.points.length === 1, name: 'after round', nameLocation: 'middle',
          nameGap: 28, splitLine: { show: false }, data: a.points.map(function (p) { return String(p[0]); })
        }),
        yAxis: axis({
          type: 'value', min: min, max: max, interval: 0.1,
          axisLabel: labels(function (v) { return v.toFixed(1); })
        }),
        series: series
      };
    });
  }

  function roc(curves) {
    var keys = curves.map(function (c, i) {
      return { name: c.label, color: i === 0 ? BLUE : INK, dash: ['solid', 'dashed', 'dotted'][Math.min(i, 2)] };
    });
    var series = curves.map(function (c, i) {
      return {
        name: c.label, type: 'line', symbol: 'none', data: c.points, color: keys[i].color,
        lineStyle: { width: i === 0 ? 3 : 2, type: keys[i].dash }
      };
    });
    series.push({
      name: 'Guessing', type: 'line', symbol: 'none', silent: true, data: [[0, 0], [1, 1]],
      color: '#8896a3', lineStyle: { width: 1 }
    });
    keys.push({ name: 'Guessing', color: '#8896a3' });
    function rate(name, gap) {
      return axis({
        type: 'value', min: 0, max: 1, interval: 0.2, name: name, nameLocation: 'middle', nameGap: gap,
        axisLabel: labels(function (v) { return short(v, 1); })
      });
    }
    draw('chart-roc', keys, function () {
      return {
        grid: { left: 28, right: 14, top: 14, bottom: 30, containLabel: true },
        tooltip: { show: false },
        xAxis: rate('false positive rate', 28),
        yAxis: rate('true positive rate', 34),
        series: series
      };
    });
  }

  function counts(bars) {
    var place = document.getElementById('chart-counts');
    if (!place) { return; }
    place.style.height = (44 + bars.length * 34) + 'px';
    function bar(name, key, look) {
      return {
        name: name, type: 'bar', stack: 'rows', barWidth: 20, itemStyle: { color: look },
        data: bars.map(function (b) { return b[key]; })
      };
    }
    var keys = [
      { name: 'handed on', color: BLUE, block: true }, { name: 'quarantined', color: '#e0a13c', block: true }
    ];
    draw('chart-counts', keys, function (width) {
      var narrow = width < 620;
      var names = bars.map(function (b) { return cut(b.site, narrow ? 9 : 26) + ' · ' + cut(b.stage, narrow ? 9 : 16); });
      var out = bar('handed on', 'out', BLUE);
      var rejected = bar('quarantined', 'rejected', '#e0a13c');
      rejected.label = {
        show: true, position: 'right', color: INK, fontSize: narrow ? 12 : 13,
        formatter: function (p) {
          var b = bars[p.dataIndex];
          return b.out + (narrow ? '' : ' ' + cut(b.output, 16)) +
            (b.rejected ? ' + ' + b.rejected + (narrow ? '' : ' quarantined') : '');
        }
      };
      return {
        // Room for the labels is measured here: containLabel gives too little in some browsers.
        grid: { left: widest(names, narrow ? 12 : 13) + 16, right: narrow ? 88 : 216, top: 4, bottom: 32 },
        tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
        xAxis: axis({ type: 'value', minInterval: 1, splitNumber: narrow ? 2 : 4, axisLabel: labels(undefined) }),
        yAxis: axis({
          type: 'category', inverse: true, splitLine: { show: false },
          axisLabel: { color: INK, fontSize: narrow ? 12 : 13 },
          data: names
        }),
        series: [out, rejected]
      };
    });
  }

  epsilon(data.epsilon);
  auroc(data.auroc);
  if (data.roc.length) { roc(data.roc); }
  counts(data.counts);
})();
