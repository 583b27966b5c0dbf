using System.Buffers;
using System.Globalization;
using SystemUser.Sandbox.Traffic.Internal;

namespace SystemUser.Sandbox.Workbench.Internal;

/// <summary>Which calls of the log are shown.</summary>
/// <param name="Search">A text that must stand somewhere in the call.</param>
/// <param name="Service">The service called; empty for any.</param>
/// <param name="Show">All calls, or those refused, or those with a fault.</param>
internal sealed record LogFilter(string Search, string Service, string Show)
{
    public const string Refused = "refused";
    public const string Faulted = "faulted";

    private const int LongestSearch = 200;

    public static LogFilter Read(IQueryCollection query)
    {
        var (search, service, show) = (Text("q"), Text("service"), Text("show"));
        return new(
            search.Length <= LongestSearch ? search : "",
            CallServices.Names.Contains(service) ? service : "",
            show is Refused or Faulted ? show : ""
        );

        string Text(string name) => query[name].ToString().Trim();
    }

    private readonly SearchValues<string> _sought = SearchValues.Create([Search], StringComparison.OrdinalIgnoreCase);

    public bool IsEmpty => Search.Length == 0 && Service.Length == 0 && Show.Length == 0;

    public bool Takes(LoggedCall call) =>
        (Service.Length == 0 || call.Service == Service)
        && Show switch
        {
            Refused => !call.IsGood,
            Faulted => call.Fault is not null,
            _ => true,
        }
        && (Search.Length == 0 || call.Texts.Any(Has));

    /// <summary>The filter as a query, with a number of the log after or before which to look.</summary>
    public string Query(string? name = null, long number = 0)
    {
        var parts = new List<KeyValuePair<string, string?>>(4);
        Add("q", Search);
        Add("service", Service);
        Add("show", Show);
        Add(name, number.ToString(CultureInfo.InvariantCulture));
        return QueryString.Create(parts).ToString();

        void Add(string? part, string value)
        {
            if (part is not null && value.Length > 0)
            {
                parts.Add(new(part, value));
            }
        }
    }

    private bool Has(string? text) => text is not null && text.AsSpan().ContainsAny(_sought);
}
