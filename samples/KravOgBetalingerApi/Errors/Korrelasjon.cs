using System.Diagnostics;

namespace KravOgBetalingerApi.Errors;

/// <summary>The correlation id of a request: the caller's, or a new one; it comes back in the answer and in the log.</summary>
internal static class Korrelasjon
{
    /// <summary>The header, in and out.</summary>
    public const string Header = "Korrelasjonsid";

    private static readonly object s_key = new();

    private static readonly Func<ILogger, Guid, IDisposable?> s_scope = LoggerMessage.DefineScope<Guid>(
        "Korrelasjonsid: {Korrelasjonsid}"
    );

    /// <summary>Gives every request its correlation id.</summary>
    public static IApplicationBuilder UseKorrelasjonsid(this IApplicationBuilder app)
    {
        var logger = app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Korrelasjon));
        return app.Use(
            async (context, next) =>
            {
                var id = context.GetCallersKorrelasjonsid() ?? Guid.NewGuid();
                context.Items[s_key] = id;
                Activity.Current?.SetTag("korrelasjonsid", id);
                context.Response.OnStarting(
                    static state =>
                    {
                        var started = (HttpContext)state;
                        started.Response.Headers[Header] = started.GetKorrelasjonsid()?.ToString("D");
                        return Task.CompletedTask;
                    },
                    context
                );
                using var scope = s_scope(logger, id);
                await next(context);
            }
        );
    }

    /// <summary>Gets the request's correlation id.</summary>
    public static Guid? GetKorrelasjonsid(this HttpContext context) => context.Items[s_key] as Guid?;

    /// <summary>Gets the id that the caller gave; nothing but one uuid counts, since it is written back.</summary>
    public static Guid? GetCallersKorrelasjonsid(this HttpContext context) =>
        Guid.TryParseExact(context.Request.Headers[Header], "D", out var id) ? id : null;
}
