using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace SystemUser.AspNetCore.Configuration.Internal;

/// <summary>Reads a configuration section as text, and notes each fault with its full key: what the framework's binder takes silently is refused here.</summary>
/// <remarks>The binder reads <c>"60"</c> as 60 days and a string as an empty array, and skips keys that it does not know.</remarks>
internal sealed class SectionReader(IConfiguration section, string path, List<string> faults)
{
    private readonly List<string> _known = [];

    public string Key(string name) => path.Length == 0 ? name : $"{path}:{name}";

    public void Text(string name, Action<string> set) =>
        Scalar(
            name,
            text =>
            {
                if (!IsQuoted(text, name))
                {
                    set(text);
                }
            }
        );

    /// <summary>Reads a text in which quotes may be meant.</summary>
    public void Secret(string name, Action<string> set) => Scalar(name, set);

    public void Time(string name, Action<TimeSpan> set) =>
        Scalar(
            name,
            text =>
            {
                if (text.Contains(':') && TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var time))
                {
                    set(time);
                }
                else
                {
                    faults.Add(
                        $"'{Key(name)}' is '{text}', which is no time. Write hours:minutes:seconds, such as 00:00:05."
                    );
                }
            }
        );

    public void Number(string name, Action<int> set) =>
        Scalar(
            name,
            text =>
            {
                if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                {
                    set(number);
                }
                else
                {
                    faults.Add(
                        $"'{Key(name)}' is '{text}', which is no whole number. Write digits alone, such as 100."
                    );
                }
            }
        );

    public void Switch(string name, Action<bool> set) =>
        Scalar(
            name,
            text =>
            {
                if (bool.TryParse(text, out var on))
                {
                    set(on);
                }
                else
                {
                    faults.Add($"'{Key(name)}' is '{text}'. Write true or false.");
                }
            }
        );

    public void Choice<T>(string name, Action<T> set, params (string Name, T Value)[] synonyms)
        where T : struct, Enum =>
        Scalar(
            name,
            text =>
            {
                if (Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase))
                {
                    set(Enum.Parse<T>(text, ignoreCase: true));
                }
                else if (Array.Exists(synonyms, IsMeant))
                {
                    set(Array.Find(synonyms, IsMeant).Value);
                }
                else
                {
                    faults.Add($"'{Key(name)}' is '{text}'. Write one of {string.Join(", ", Enum.GetNames<T>())}.");
                }

                bool IsMeant((string Name, T Value) synonym) =>
                    synonym.Name.Equals(text, StringComparison.OrdinalIgnoreCase);
            }
        );

    public void List(string name, Action<IReadOnlyList<string>> set)
    {
        _known.Add(name);
        var list = section.GetSection(name);
        if (!string.IsNullOrEmpty(list.Value))
        {
            faults.Add(
                $"'{Key(name)}' is a single value. Write a list: [\"…\"] in JSON, else '{Key(name)}:0', '{Key(name)}:1' …."
            );
            return;
        }

        if (!list.Exists())
        {
            return;
        }

        var items = new List<string>();
        foreach (var item in list.GetChildren())
        {
            if (
                int.TryParse(item.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _)
                && !item.GetChildren().Any()
            )
            {
                if (!IsQuoted(item.Value, $"{name}:{item.Key}"))
                {
                    items.Add(item.Value ?? string.Empty);
                }
            }
            else
            {
                faults.Add($"'{Key(name)}:{item.Key}' is no item of a list. Write '{Key(name)}:0', '{Key(name)}:1' ….");
            }
        }

        set(items);
    }

    public void Section(string name, Action<SectionReader> read)
    {
        _known.Add(name);
        var inner = section.GetSection(name);
        if (!string.IsNullOrEmpty(inner.Value))
        {
            faults.Add(
                $"'{Key(name)}' is a single value. It is a section: set the keys below it, such as '{Key(name)}:…'."
            );
            return;
        }

        var reader = new SectionReader(inner, Key(name), faults);
        read(reader);
        reader.RefuseUnknown();
    }

    /// <summary>Notes every key that was not asked for, with the nearest that exists.</summary>
    public void RefuseUnknown()
    {
        foreach (var child in section.GetChildren())
        {
            if (!_known.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
            {
                var hint = Nearest.To(child.Key, _known) is { } nearest
                    ? $" Did you mean '{Key(nearest)}'?"
                    : " Remove it.";
                faults.Add($"'{Key(child.Key)}' is not a key of this package.{hint}");
            }
        }
    }

    /// <summary>Notes quotes around a value, which would be a part of it.</summary>
    private bool IsQuoted(string? text, string name)
    {
        var isQuoted = text is ['"', .., '"'] or ['\'', .., '\''];
        if (isQuoted)
        {
            faults.Add(
                $"'{Key(name)}' is in quotes, which belong to no value. Remove them: docker's --env-file, unlike a shell, keeps them."
            );
        }

        return isQuoted;
    }

    private void Scalar(string name, Action<string> read)
    {
        _known.Add(name);
        var value = section.GetSection(name);
        if (value.GetChildren().Any())
        {
            faults.Add($"'{Key(name)}' has keys below it, but is a single value. Set '{Key(name)}' itself.");
        }
        else if (value.Value is { Length: > 0 } text)
        {
            read(text);
        }
        else if (value.Value is not null)
        {
            faults.Add($"'{Key(name)}' is empty. Give it a value, or remove the key.");
        }
    }
}
