using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Traffic.Internal;

/// <summary>Puts each call of a service into the log, when it has been answered.</summary>
internal sealed class CallMiddleware(RequestDelegate next, CallRing log, WorldStore store, TimeProvider clock)
{
    public Task InvokeAsync(HttpContext context) =>
        CallServices.Of(context.Request.Path) is { } service ? LogAsync(context, service) : next(context);

    // The answer is held back until its call is in the log: whoever has it finds the call there.
    private async Task LogAsync(HttpContext context, string service)
    {
        var notes = CallNotes.Begin(context);
        using var call = new CallUnderWay(clock.GetUtcNow(), clock.GetTimestamp());
        call.Open(context);
        try
        {
            await next(context);
            await call.CloseAsync();
        }
        catch (BadHttpRequestException refused)
        {
            // The server answers it, when this is over.
            call.Status = refused.StatusCode;
            notes.Refuse("bad request", refused.Message);
            throw;
        }
        finally
        {
            call.Restore(context);
            if (service != CallServices.Metadata || !IsOrdinary(context, notes))
            {
                log.Add(Entry(context, service, notes, call));
            }
        }

        await call.SendAsync(context);
    }

    private static bool IsOrdinary(HttpContext context, CallNotes notes) =>
        notes.Fault is null && context.Response.StatusCode < StatusCodes.Status400BadRequest;

    private LoggedCall Entry(HttpContext context, string service, CallNotes notes, CallUnderWay call)
    {
        var (request, world) = (context.Request, store.Current);
        var system = world.Systems.Find(notes.SystemId ?? SystemUserOf(world, notes)?.SystemId);
        return new LoggedCall
        {
            Time = call.Time,
            Service = service,
            Method = request.Method,
            Path = Redaction.Of($"{request.Path}{request.QueryString}"),
            Status =
                call.Status
                ?? (notes.IsCut || context.RequestAborted.IsCancellationRequested ? 0 : context.Response.StatusCode),
            Milliseconds = clock.GetElapsedTime(call.Started).TotalMilliseconds,
            TraceId = notes.TraceId,
            CorrelationId = notes.CorrelationId is { } id ? Redaction.Of(id) : null,
            ClientId = notes.ClientId,
            Caller = Named(world, notes.Organization),
            Scopes = notes.Scopes,
            SystemUser = notes.SystemUser,
            Owner = Named(world, notes.Owner ?? SystemUserOf(world, notes)?.Owner),
            SystemId = system?.Id ?? notes.SystemId,
            SystemName = system?.Name.ToString(),
            ExternalRef = notes.ExternalRef,
            Party = Named(world, notes.Party),
            Resource = notes.Resource,
            Action = notes.Action,
            Questions = notes.Questions,
            Outcome = notes.Outcome,
            Why = notes.Why,
            Rule = notes.Rule,
            Fault = notes.Fault,
            RequestType = CallNotes.Cut(request.ContentType),
            RequestBody = call.RequestText(service == CallServices.Token),
            ResponseBody = call.ResponseText(),
            RetryAfterSeconds = int.TryParse(
                context.Response.Headers.RetryAfter,
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var seconds
            )
                ? seconds
                : null,
        };
    }

    private static RegisteredSystemUser? SystemUserOf(WorldState world, CallNotes notes) =>
        Guid.TryParse(notes.SystemUser, out var id) ? world.SystemUsers.Find(id) : null;

    private static NamedParty? Named(WorldState world, string? number) =>
        number is null
            ? null
            : new NamedParty(
                number,
                world.Organizations.Find(number)?.Name
                    ?? (Numbers.IsPerson(number) ? world.Persons.Find(number)?.Name : null)
            );
}

/// <summary>A call while it is answered: its clock, and the beginning of what goes in and out.</summary>
/// <param name="Time">When it came.</param>
/// <param name="Started">The same on the clock that is not set.</param>
internal sealed record CallUnderWay(DateTimeOffset Time, long Started) : IDisposable
{
    private const string Cut = "\n[… the rest is not kept]";

    private const int LongestText = 8 * 1024;

    private readonly MemoryStream _response = new();
    private IHttpResponseBodyFeature? _usual;
    private StreamResponseBodyFeature? _held;
    private CopyingStream? _request;
    private Stream? _body;

    /// <summary>The status, where it is not that of the response.</summary>
    public int? Status { get; set; }

    public void Open(HttpContext context)
    {
        _body = context.Request.Body;
        _request = new CopyingStream(_body, LongestText);
        context.Request.Body = _request;
        _usual = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        _held = new StreamResponseBodyFeature(_response, _usual);
        context.Features.Set<IHttpResponseBodyFeature>(_held);
    }

    public async Task CloseAsync() => await _held!.Writer.FlushAsync();

    public void Restore(HttpContext context)
    {
        context.Request.Body = _body!;
        context.Features.Set(_usual);
    }

    public void Dispose()
    {
        _request?.Dispose();
        _response.Dispose();
    }

    public async Task SendAsync(HttpContext context)
    {
        if (_response.Length > 0 && !context.RequestAborted.IsCancellationRequested)
        {
            await context.Response.Body.WriteAsync(
                _response.GetBuffer().AsMemory(0, (int)_response.Length),
                context.RequestAborted
            );
        }
    }

    public string? RequestText(bool isForm) => TextOf(_request!.Copy, _request.IsCut, isForm);

    public string? ResponseText() => TextOf(_response, _response.Length > LongestText, isForm: false);

    private static string? TextOf(MemoryStream stream, bool isCut, bool isForm)
    {
        var text = Encoding.UTF8.GetString(stream.GetBuffer().AsSpan(0, (int)Math.Min(stream.Length, LongestText)));
        return text.Length == 0 ? null : (isForm ? Redaction.OfForm(text) : Redaction.Of(text)) + (isCut ? Cut : null);
    }
}
