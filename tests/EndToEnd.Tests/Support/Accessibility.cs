using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Support;

/// <summary>Checks what can be checked of WCAG 2.2 AA by a program: names, headings, contrast, reflow and focus order; and all that axe knows.</summary>
public static class Accessibility
{
    private const string Audit = """
        () => {
          const faults = [];
          const shown = (e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest('.skip');
          const all = (selector) => [...document.querySelectorAll(selector)];
          const tell = (e) => e.outerHTML.replace(/\s+/g, ' ').slice(0, 120);

          if (!/^(nb|nn|en)$/.test(document.documentElement.lang)) faults.push('html without lang');
          if (!document.title.trim()) faults.push('no title');
          if (all('h1').length !== 1) faults.push(`${all('h1').length} h1`);
          if (all('main').length !== 1) faults.push(`${all('main').length} main`);
          let level = 0;
          for (const heading of all('h1,h2,h3,h4,h5,h6').filter(shown)) {
            const next = Number(heading.tagName[1]);
            if (next > level + 1) faults.push(`heading level skipped: ${tell(heading)}`);
            level = next;
          }
          const ids = all('[id]').map((e) => e.id);
          for (const id of new Set(ids.filter((id, i) => ids.indexOf(id) !== i))) faults.push(`id twice: ${id}`);
          for (const field of all('input:not([type=hidden]),select,textarea')) {
            if (![...(field.labels ?? [])].some((label) => label.innerText.trim()) && !field.ariaLabel) faults.push(`no label: ${tell(field)}`);
          }
          for (const e of all('a[href],button,summary')) {
            if (!(e.innerText.trim() || e.ariaLabel)) faults.push(`no name: ${tell(e)}`);
          }
          for (const image of all('img')) if (!image.hasAttribute('alt')) faults.push(`no alt: ${tell(image)}`);
          for (const head of all('th')) if (!head.scope) faults.push(`no scope: ${tell(head)}`);
          for (const table of all('table')) {
            const around = table.parentElement;
            if (around.scrollWidth > around.clientWidth && around.tabIndex !== 0) faults.push(`cannot be scrolled by keyboard: ${tell(table)}`);
          }
          if (document.documentElement.scrollWidth > innerWidth) faults.push(`wider than the window: ${document.documentElement.scrollWidth} > ${innerWidth}`);

          const read = (color) => {
            const [r, g, b, a = 1] = color.match(/[\d.]+/g).map(Number);
            return { r, g, b, a };
          };
          const over = (top, under) => ({
            r: top.r * top.a + under.r * (1 - top.a),
            g: top.g * top.a + under.g * (1 - top.a),
            b: top.b * top.a + under.b * (1 - top.a),
            a: 1,
          });
          const behind = (e) => {
            const own = read(getComputedStyle(e).backgroundColor);
            if (own.a === 1) return own;
            return over(own, e.parentElement ? behind(e.parentElement) : { r: 255, g: 255, b: 255, a: 1 });
          };
          const luminance = ({ r, g, b }) => {
            const [x, y, z] = [r, g, b].map((v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
            return 0.2126 * x + 0.7152 * y + 0.0722 * z;
          };
          for (const e of all('body *').filter(shown)) {
            if (![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())) continue;
            const style = getComputedStyle(e);
            const under = behind(e);
            const [light, dark] = [luminance(over(read(style.color), under)), luminance(under)].sort((a, b) => b - a);
            const ratio = (light + 0.05) / (dark + 0.05);
            const size = parseFloat(style.fontSize);
            const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
            if (ratio < (large ? 3 : 4.5)) faults.push(`contrast ${ratio.toFixed(2)}: ${tell(e)}`);
          }
          return faults;
        }
        """;

    private const string Focused = """
        () => {
          const all = [...document.querySelectorAll('a[href],button,input:not([type=hidden]),select,textarea,summary,[tabindex="0"]')];
          const e = document.activeElement;
          const style = getComputedStyle(e);
          const seen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
          return e === document.body ? null : { index: all.indexOf(e), html: e.outerHTML.slice(0, 120), seen };
        }
        """;

    /// <summary>Checks the page as it is shown now.</summary>
    public static async Task ShouldBeAccessibleAsync(this IPage page) =>
        (await page.EvaluateAsync<string[]>(Audit)).ShouldBeEmpty(page.Url);

    /// <summary>Checks the page, and how the keyboard walks it: once, since neither width nor colors change the order.</summary>
    public static async Task ShouldBeUsableAsync(this IPage page, ColorScheme colors, int width)
    {
        await page.ShouldBeAccessibleAsync();
        await page.ShouldPassAxeAsync();
        if ((colors, width) is (ColorScheme.Light, 1100))
        {
            await page.ShouldHaveFocusInOrderAsync();
        }
    }

    /// <summary>Checks the page by axe's rules, all of them.</summary>
    private static async Task ShouldPassAxeAsync(this IPage page)
    {
        var found = await page.RunAxe();
        found.Violations.Select(fault => $"{fault.Id}: {fault.Nodes[0].Html}").ShouldBeEmpty(page.Url);
    }

    /// <summary>Walks the page with the tabulator key: forward only, and every stop can be seen.</summary>
    private static async Task ShouldHaveFocusInOrderAsync(this IPage page)
    {
        var last = -1;
        for (var stops = 0; stops < 200; stops++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<FocusStop?>(Focused) is not { } stop || stop.Index <= 0 && last > 0)
            {
                last.ShouldBeGreaterThan(0, page.Url);
                return;
            }

            // The parts of a date are stops of their own.
            stop.Index.ShouldBeGreaterThanOrEqualTo(last, stop.Html);
            stop.Seen.ShouldBeTrue(stop.Html);
            last = stop.Index;
        }

        Assert.Fail($"The focus never leaves {page.Url}");
    }

    private sealed class FocusStop
    {
        public int Index { get; set; }

        public string Html { get; set; } = "";

        public bool Seen { get; set; }
    }
}
