using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;

namespace SystemUser.AspNetCore.Authorization.Internal.Pipeline;

/// <summary>An authorization under way that has requirements of the app's: its handlers may ask in code, and the answer is then told as the package's own.</summary>
internal sealed class MixedAuthorization
{
    private static readonly AsyncLocal<MixedAuthorization?> s_current = new();
    private SystemUserProblem? _refusal;

    /// <summary>Gets the authorization that the code runs in; <see langword="null"/> in none, and where handlers run in an order of the app's own.</summary>
    public static MixedAuthorization? Current => s_current.Value;

    /// <summary>Gets what was last refused in code; <see langword="null"/> if it was granted.</summary>
    public SystemUserProblem? Refusal => Volatile.Read(ref _refusal);

    /// <summary>Begins one, unless it is part of another. It ends with the asynchronous method that this is called from.</summary>
    public static void Begin(IEnumerable<IAuthorizationRequirement> requirements)
    {
        if (requirements.IsAny(IsOfTheApp) && Current is null)
        {
            s_current.Value = new MixedAuthorization();
        }
    }

    /// <summary>Notes what came out for code that asked in the middle of one.</summary>
    public static void Note(SystemUserProblem? problem)
    {
        if (Current is { } current)
        {
            Volatile.Write(ref current._refusal, problem);
        }
    }

    private static bool IsOfTheApp(IAuthorizationRequirement requirement) =>
        requirement is not (ITokenDemand or DenyAnonymousAuthorizationRequirement);
}

/// <summary>Has the package's handler come last: it asks and records only what nobody else has refused.</summary>
internal sealed class OrderedHandlers(IEnumerable<IAuthorizationHandler> handlers) : IAuthorizationHandlerProvider
{
    private readonly Task<IEnumerable<IAuthorizationHandler>> _handlers = Task.FromResult(OwnLast(handlers));

    public Task<IEnumerable<IAuthorizationHandler>> GetHandlersAsync(AuthorizationHandlerContext context)
    {
        MixedAuthorization.Begin(context.Requirements);
        return _handlers;
    }

    private static IEnumerable<IAuthorizationHandler> OwnLast(IEnumerable<IAuthorizationHandler> handlers) =>
        handlers.LastOrDefault() is SystemUserAuthorizationHandler
            ? handlers
            : [.. handlers.OrderBy(handler => handler is SystemUserAuthorizationHandler)];
}
