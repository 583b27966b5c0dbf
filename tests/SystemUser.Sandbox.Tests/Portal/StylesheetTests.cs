using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace SystemUser.Sandbox.Tests.Portal;

public sealed partial class StylesheetTests : PortalTest
{
    [Theory]
    [InlineData("ink", "ground", 4.5)]
    [InlineData("ink", "raised", 4.5)]
    [InlineData("ink", "good", 4.5)]
    [InlineData("ink", "bad", 4.5)]
    [InlineData("ink", "tag", 4.5)]
    [InlineData("ink", "warn", 4.5)]
    [InlineData("ink", "info", 4.5)]
    [InlineData("ink", "sky", 4.5)]
    [InlineData("ink", "moss", 4.5)]
    [InlineData("ink", "sand", 4.5)]
    [InlineData("ink", "plum", 4.5)]
    [InlineData("ink", "rose", 4.5)]
    [InlineData("quiet", "ground", 4.5)]
    [InlineData("quiet", "raised", 4.5)]
    [InlineData("link", "ground", 4.5)]
    [InlineData("link", "raised", 4.5)]
    [InlineData("link", "bad", 4.5)]
    [InlineData("link", "good", 4.5)]
    [InlineData("link", "warn", 4.5)]
    [InlineData("link", "info", 4.5)]
    [InlineData("head-ink", "head", 4.5)]
    [InlineData("action-ink", "action", 4.5)]
    [InlineData("danger-ink", "danger", 4.5)]
    [InlineData("action", "ground", 3)]
    [InlineData("danger", "ground", 3)]
    [InlineData("danger", "raised", 3)]
    [InlineData("danger", "bad", 3)]
    [InlineData("good-mark", "good", 3)]
    [InlineData("warn-mark", "warn", 3)]
    [InlineData("info-mark", "info", 3)]
    [InlineData("line", "ground", 3)]
    [InlineData("line", "raised", 3)]
    public async Task Colors_contrast_enough_in_light_and_dark(string fore, string back, double least)
    {
        using var browser = Open();
        var css = (await browser.GetAsync(Ui + "/portal.css")).Html;
        var schemes = Roots().Matches(css).Select(match => Read(match.Value)).ToList();
        schemes.Count.ShouldBe(2);
        foreach (var colors in schemes)
        {
            Contrast(colors[fore], colors[back]).ShouldBeGreaterThanOrEqualTo(least, $"--{fore} on --{back}");
        }
    }

    [Fact]
    public async Task Stylesheet_names_colors_once_and_fetches_nothing()
    {
        using var browser = Open();
        var page = await browser.GetAsync(Ui + "/portal.css");
        page.Status.ShouldBe(HttpStatusCode.OK);
        var rest = Roots().Replace(page.Html, "");
        Hex().IsMatch(rest).ShouldBeFalse();
        rest.ShouldNotContain("url(");
        rest.ShouldNotContain("@import");
        rest.ShouldContain(":focus-visible");
    }

    [Fact]
    public async Task Text_has_five_sizes_and_space_six_steps()
    {
        using var browser = Open();
        var css = (await browser.GetAsync(Ui + "/portal.css")).Html;
        Sizes().Matches(css).Select(match => match.Groups[1].Value).Distinct().Count().ShouldBe(5);
        Steps().Matches(css).Select(match => match.Groups[1].Value).Distinct().Count().ShouldBe(6);
        var rest = Roots().Replace(css, "");
        FontSizes()
            .Matches(rest)
            .Select(match => match.Groups[1].Value)
            .ShouldAllBe(value => value.StartsWith("var(--text-", StringComparison.Ordinal));
        Spaces()
            .Matches(rest)
            .SelectMany(match => match.Groups[1].Value.Split(' '))
            .Where(value => value is not ("0" or "auto"))
            .ShouldAllBe(value => value.StartsWith("var(--space-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Icon_is_served_to_browsers()
    {
        using var browser = Open();
        var page = await browser.GetAsync(Ui + "/who");
        page.Html.ShouldContain($"<link rel=\"icon\" href=\"{Ui}/portal.svg\"");
        (await browser.GetAsync(Ui + "/portal.svg")).Html.ShouldStartWith("<svg");
    }

    private static Dictionary<string, double> Read(string root) =>
        Colors().Matches(root).ToDictionary(match => match.Groups[1].Value, match => Luminance(match.Groups[2].Value));

    private static double Contrast(double one, double other) =>
        (Math.Max(one, other) + 0.05) / (Math.Min(one, other) + 0.05);

    // Relative luminance as WCAG 2.2 defines it.
    private static double Luminance(string hex)
    {
        var parts = Enumerable
            .Range(0, 3)
            .Select(i => int.Parse(hex.AsSpan(i * 2, 2), NumberStyles.HexNumber) / 255.0)
            .Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4))
            .ToArray();
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }

    [GeneratedRegex(@":root \{[^}]*\}")]
    private static partial Regex Roots();

    [GeneratedRegex("--([a-z-]+): #([0-9a-f]{6});")]
    private static partial Regex Colors();

    [GeneratedRegex(@"--(text-[a-z]+):")]
    private static partial Regex Sizes();

    [GeneratedRegex(@"--(space-\d):")]
    private static partial Regex Steps();

    [GeneratedRegex(@"font-size: ([^;]+);")]
    private static partial Regex FontSizes();

    [GeneratedRegex(@"(?:margin|padding|gap)(?:-[a-z]+)*: ([^;]+);")]
    private static partial Regex Spaces();

    [GeneratedRegex("#[0-9a-fA-F]{3,8}\\b")]
    private static partial Regex Hex();
}
