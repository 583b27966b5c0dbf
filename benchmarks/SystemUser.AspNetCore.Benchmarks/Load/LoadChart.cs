using System.Globalization;
using System.Text;

namespace SystemUser.AspNetCore.Benchmarks.Load;

/// <summary>Requests a second as horizontal bars, one group a workload, as an SVG that follows the reader's light or dark theme.</summary>
/// <param name="ways">What the bars of a group are called.</param>
internal sealed class LoadChart(IReadOnlyList<string> ways)
{
    private const int Left = 150;
    private const int BarsWidth = 480;
    private const int BarStep = 20;
    private const int GroupHead = 32;

    private readonly List<(string Workload, double[] Rates)> _groups = [];

    public void Add(string workload, double[] rates) => _groups.Add((workload, rates));

    public string ToSvg()
    {
        var groupHeight = GroupHead + (ways.Count * BarStep);
        var size = $"{Left + BarsWidth + 90} {(_groups.Count * groupHeight) + 12}";
        var longest = _groups.Max(group => group.Rates.Max());
        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $$"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {{size}}" role="img" font-family="system-ui, sans-serif" font-size="13">
              <title>Requests a second</title>
              <style>
                text { fill: #1b1b1f } rect { fill: #a9b1bd } .ours { fill: #0a6b5a } .head { font-weight: 600 } .way { text-anchor: end }
                @media (prefers-color-scheme: dark) { text { fill: #e6e6ea } rect { fill: #5c6572 } .ours { fill: #3fbf9f } }
              </style>

            """
        );
        for (var group = 0; group < _groups.Count; group++)
        {
            AppendGroup(svg, _groups[group].Workload, _groups[group].Rates, group * groupHeight, longest);
        }

        return svg.Append("</svg>\n").ToString();
    }

    private void AppendGroup(StringBuilder svg, string workload, double[] rates, int top, double longest)
    {
        svg.Append(
            CultureInfo.InvariantCulture,
            $"""
              <text class="head" x="{Left}" y="{top + 24}">{workload}</text>

            """
        );
        for (var way = 0; way < rates.Length; way++)
        {
            var y = top + GroupHead + (way * BarStep);
            var width = rates[way] / longest * BarsWidth;
            var style = way == (int)Way.Ours ? " class=\"ours\"" : "";
            svg.Append(
                CultureInfo.InvariantCulture,
                $"""
                  <text class="way" x="{Left - 8}" y="{y + 13}">{ways[way]}</text>
                  <rect{style} x="{Left}" y="{y + 2}" width="{width:F0}" height="{BarStep - 5}"/>
                  <text x="{Left + width + 8:F0}" y="{y + 13}">{rates[way]:N0}</text>

                """
            );
        }
    }
}
