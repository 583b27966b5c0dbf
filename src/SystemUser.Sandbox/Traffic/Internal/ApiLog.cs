using System.Diagnostics;
using System.Globalization;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;

namespace SystemUser.Sandbox.Traffic.Internal;

/// <summary>
/// Reads the log of an app with the sandbox in it: whom its API let in or refused, from its audit, and what it refused before asking
/// anybody. The app's own log goes where it did.
/// </summary>
internal sealed class ApiLog(CallRing log, TimeProvider clock) : ILoggerProvider, ISupportExternalScope
{
    private const string Package = "SystemUser.AspNetCore";
    private const string Audit = "SystemUser.Audit";

    /// <summary>Where ASP.NET Core tells that a scheme was challenged: that nobody sent a token is no event of the package's.</summary>
    public const string Scheme = "Microsoft.AspNetCore.Authentication.JwtBearer.JwtBearerHandler";

    // ASP.NET Core gives a request its trace and its scope only where somebody would hear of its end.
    private const string Hosting = "Microsoft.AspNetCore.Hosting.Diagnostics";

    private IExternalScopeProvider? _scopes;

    /// <summary>The world that names are found in, once the sandbox has started.</summary>
    public WorldStore? World { get; set; }

    public ILogger CreateLogger(string categoryName) =>
        categoryName is Audit or Scheme || categoryName.StartsWith(Package, StringComparison.Ordinal)
            ? new ApiLogger(this, LogLevel.Information)
        : categoryName == Hosting ? new ApiLogger(this, LogLevel.Critical)
        : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose() { }

    private void Take(LogLevel level, EventId eventId, LogValues values, string message)
    {
        switch (eventId.Name)
        {
            case "RightAnswered":
                log.Add(Answered(values));
                break;
            case "AccessRefused":
                Refuse(values);
                break;
            case "TokenRefused":
                log.Add(Begin() with { Status = 401, Outcome = values["Fault"], Why = message });
                break;
            case "AuthenticationSchemeChallenged":
                Challenge(values["AuthenticationScheme"]);
                break;
            default:
                if (level >= LogLevel.Warning)
                {
                    log.Add(Begin() with { Outcome = eventId.Name, Why = message });
                }

                break;
        }
    }

    private LoggedCall Answered(LogValues values)
    {
        var (answer, systemUser) = (values["Answer"], values["SystemUser"]);
        return Begin() with
        {
            Status = answer == "granted" ? 0 : 403,
            Outcome = answer,
            Why = values["Decision"] is { } decision
                ? $"{decision} from {values["Source"]?.ToLowerInvariant()}, {values["Age"]} old"
                : "nobody was asked",
            SystemUser = systemUser,
            Owner = Named(values["Owner"]),
            SystemId = values["System"],
            SystemName = World?.Current.Systems.Find(values["System"])?.Name.ToString(),
            ClientId = values["Client"],
            Caller = Named(values["Vendor"]?.Split(':')[^1]),
            Party = Named(values["Party"]),
            Resource = values["Resource"],
            Action = values["Action"],
        };
    }

    // The audit has told of it before, where a right was asked for.
    private void Refuse(LogValues values)
    {
        var (code, why) = (values["Code"], values["Detail"]);
        var status = int.TryParse(values["Status"], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;
        var entry = Begin() with { Status = status, Outcome = code, Why = why };
        var isKnown =
            entry.TraceId is { } trace
            && log.Complete(
                trace,
                call => call.Service == CallServices.Api && call.Outcome == code,
                call => call with { Status = status, Why = CallNotes.Cut($"{why} ({call.Why})") }
            );
        if (!isKnown)
        {
            log.Add(entry);
        }
    }

    // A token that was sent and refused has been told of before.
    private void Challenge(string? scheme)
    {
        var entry = Begin();
        if (
            scheme == "Maskinporten"
            && (entry.TraceId is null || !log.Complete(entry.TraceId, IsApi, static call => call with { Status = 401 }))
        )
        {
            log.Add(
                entry with
                {
                    Status = 401,
                    Outcome = "token-missing",
                    Why =
                        "The request has no Maskinporten token. It goes in the header 'Authorization: Bearer <token>'.",
                }
            );
        }

        static bool IsApi(LoggedCall call) => call.Service == CallServices.Api;
    }

    private LoggedCall Begin()
    {
        var scope = new Dictionary<string, string?>(StringComparer.Ordinal);
        _scopes?.ForEachScope(
            static (values, found) =>
            {
                foreach (var (name, value) in values as IEnumerable<KeyValuePair<string, object?>> ?? [])
                {
                    found[name] = value?.ToString();
                }
            },
            scope
        );
        return new LoggedCall
        {
            Time = clock.GetUtcNow(),
            Service = CallServices.Api,
            Path = Redaction.Of(scope.GetValueOrDefault("RequestPath") ?? ""),
            TraceId = Activity.Current is { IdFormat: ActivityIdFormat.W3C, TraceId: var trace }
                ? trace.ToHexString()
                : null,
            CorrelationId = CallNotes.Cut(scope.GetValueOrDefault("Korrelasjonsid")),
        };
    }

    private NamedParty? Named(string? number) =>
        number is null ? null : new NamedParty(number, World?.Current.Organizations.Find(number)?.Name);

    private sealed class ApiLogger(ApiLog owner, LogLevel least) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (IsEnabled(logLevel))
            {
                owner.Take(
                    logLevel,
                    eventId,
                    new LogValues(state as IReadOnlyList<KeyValuePair<string, object?>> ?? []),
                    CallNotes.Cut(Redaction.Of(formatter(state, exception)))!
                );
            }
        }
    }
}

/// <summary>What a log event says, by name.</summary>
internal readonly struct LogValues(IReadOnlyList<KeyValuePair<string, object?>> values)
{
    public string? this[string name]
    {
        get
        {
            foreach (var (key, value) in values)
            {
                if (key == name)
                {
                    return Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text
                        ? CallNotes.Cut(text)
                        : null;
                }
            }

            return null;
        }
    }
}
