using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Claims;

namespace SystemUser.AspNetCore.Diagnostics.Internal;

/// <summary>Every event that the package logs, by number.</summary>
/// <remarks>One class: the generator writes several in any order, and two builds would not be the same bytes.</remarks>
internal static partial class Log
{
    // 1000: Configuration

    [LoggerMessage(
        1001,
        LogLevel.Information,
        "Changed configuration was taken up.",
        EventName = "ConfigurationChanged"
    )]
    public static partial void ConfigurationChanged(this ILogger logger);

    [LoggerMessage(
        1002,
        LogLevel.Error,
        "Changed configuration is faulty and was not taken up; what was before stays in force. {Faults}",
        EventName = "ConfigurationChangeRefused"
    )]
    public static partial void ConfigurationChangeRefused(this ILogger logger, string faults);

    [LoggerMessage(
        1004,
        LogLevel.Warning,
        "The configuration has a section 'SystemUser' that nothing reads. Call AddSystemUserAuthorization(), which does, or remove the section.",
        EventName = "SectionUnread"
    )]
    public static partial void SectionUnread(this ILogger logger);

    [LoggerMessage(
        1010,
        LogLevel.Warning,
        "The app's default transport for HttpClient (a proxy, certificates) does not reach {Client}. If Altinn or Maskinporten are called through it, add: services.AddHttpClient(\"{Client}\").ConfigurePrimaryHttpMessageHandler(…)",
        EventName = "DefaultTransportKeptOut"
    )]
    public static partial void DefaultTransportKeptOut(this ILogger logger, string client);

    [LoggerMessage(
        1011,
        LogLevel.Information,
        "{Count} of the app's defaults for HttpClient do not reach {Client}, which has retries and budgets of its own. What should, add by its name.",
        EventName = "ClientDefaultsKeptOut"
    )]
    public static partial void ClientDefaultsKeptOut(this ILogger logger, string client, int count);

    [LoggerMessage(
        1012,
        LogLevel.Error,
        "The transport of {Client} is in use by another client already, and cannot be kept from following redirects. Give {Client} one of its own: ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler()).",
        EventName = "TransportInUse"
    )]
    public static partial void TransportInUse(this ILogger logger, string client);

    // 1100: Start

    [LoggerMessage(
        1100,
        LogLevel.Information,
        "Access: {Endpoint} takes scope {Scopes} and '{Action}' on '{Resource}' for the party from {Party}.",
        EventName = "AccessByRight"
    )]
    public static partial void AccessByRight(
        this ILogger logger,
        string endpoint,
        string scopes,
        ResourceId resource,
        string action,
        string party
    );

    [LoggerMessage(
        1101,
        LogLevel.Information,
        "Access: {Endpoint} takes scope {Scopes} and {Caller}; no right is asked for.",
        EventName = "AccessByToken"
    )]
    public static partial void AccessByToken(this ILogger logger, string endpoint, string scopes, string caller);

    [LoggerMessage(
        1110,
        LogLevel.Warning,
        "{Endpoint} is open to everybody: [AllowAnonymous] switches off what is required of its callers. Remove one of the two.",
        EventName = "AnonymousOverDemand"
    )]
    public static partial void AnonymousOverDemand(this ILogger logger, string endpoint);

    [LoggerMessage(
        1111,
        LogLevel.Warning,
        "{Endpoint} takes an AuthorizedParty but requires no right, so everybody is refused. Add RequireSystemUserRight(\"…\").",
        EventName = "PartyWithoutRight"
    )]
    public static partial void PartyWithoutRight(this ILogger logger, string endpoint);

    [LoggerMessage(
        1112,
        LogLevel.Warning,
        "An IAuthorizationMiddlewareResultHandler was registered after AddSystemUserAuthorization() and stands in its place. Register it before, so that it is wrapped: endpoints with several schemes need that.",
        EventName = "ResultHandlerHidden"
    )]
    public static partial void ResultHandlerHidden(this ILogger logger);

    [LoggerMessage(
        1113,
        LogLevel.Warning,
        "The policies of {Endpoint} could not be read at start ({ExceptionType}), so they were not checked.",
        EventName = "PolicyUnreadable"
    )]
    public static partial void PolicyUnreadable(this ILogger logger, string? endpoint, string? exceptionType);

    [LoggerMessage(
        1114,
        LogLevel.Warning,
        "{Endpoint} may come to take Maskinporten tokens, and neither a right nor a scope is asked of them: they are refused there. Set 'SystemUser:RequiredScopes' or 'SystemUser:Maskinporten:Audience', demand a right or a scope, or name another scheme.",
        EventName = "TokensPerhapsRefused"
    )]
    public static partial void TokensPerhapsRefused(this ILogger logger, string endpoint);

    [LoggerMessage(
        1115,
        LogLevel.Warning,
        "{Class} carries a demand, and no endpoint of this app does: nobody is asked for it. Map the class, or call AddSystemUserAuthorization().IgnoreUnmapped(typeof({Class})).",
        EventName = "DemandUnmapped"
    )]
    public static partial void DemandUnmapped(this ILogger logger, string @class);

    [LoggerMessage(
        1116,
        LogLevel.Information,
        "The app's classes were not searched for demands that no endpoint carries: {Reason}",
        EventName = "DemandsNotSearched"
    )]
    public static partial void DemandsNotSearched(this ILogger logger, string reason);

    [LoggerMessage(
        1117,
        LogLevel.Warning,
        "Connections to {Path} stay open after their token has expired, whether or not the right still holds. Add to its {Call}: options => options.CloseOnAuthenticationExpiration = true",
        EventName = "ConnectionsOutliveToken"
    )]
    public static partial void ConnectionsOutliveToken(this ILogger logger, string path, string call);

    [LoggerMessage(1120, LogLevel.Warning, "{Fault} At: {Endpoint}.", EventName = "RightUnknown")]
    public static partial void RightUnknown(this ILogger logger, string fault, string endpoint);

    [LoggerMessage(
        1121,
        LogLevel.Warning,
        "The rights that endpoints demand were not verified. {Reason}",
        EventName = "RightsNotVerified"
    )]
    public static partial void RightsNotVerified(this ILogger logger, string reason);

    [LoggerMessage(
        1122,
        LogLevel.Information,
        "The provider's own client works: Maskinporten, Altinn's exchange and the policy decision point take it.",
        EventName = "ClientVerified"
    )]
    public static partial void ClientVerified(this ILogger logger);

    [LoggerMessage(
        1123,
        LogLevel.Warning,
        "The provider's own client was not verified. {Reason}",
        EventName = "ClientNotVerified"
    )]
    public static partial void ClientNotVerified(this ILogger logger, string reason);

    [LoggerMessage(
        1124,
        LogLevel.Warning,
        "{What} could not be fetched ahead ({ExceptionType}); the first request asks again.",
        EventName = "NotFetchedAhead"
    )]
    public static partial void NotFetchedAhead(this ILogger logger, string what, string exceptionType);

    [LoggerMessage(
        1130,
        LogLevel.Warning,
        "No answer is recorded: the log category 'SystemUser.Audit' is off at Information. Set 'Logging:LogLevel:SystemUser.Audit' to Information, or register an ISystemUserAuditSink.",
        EventName = "AuditOff"
    )]
    public static partial void AuditOff(this ILogger logger);

    [LoggerMessage(
        1131,
        LogLevel.Warning,
        "Decisions are to be shared, but this host seals them with Data Protection keys of its own, so that others refuse them. Set 'SystemUser:Decisions:SealKey' alike on all hosts (openssl rand -base64 32), or have them read one key ring: AddDataProtection().PersistKeysTo…",
        EventName = "SealNotShared"
    )]
    public static partial void SealNotShared(this ILogger logger);

    // 2000: Tokens, metadata and keys. Reasons are the package's own words; nothing is taken from a token.

    [LoggerMessage(2000, LogLevel.Information, "A token was refused: {Fault}.", EventName = "TokenRefused")]
    public static partial void TokenRefused(this ILogger logger, string fault);

    [LoggerMessage(
        2001,
        LogLevel.Warning,
        "A token could not be verified: Maskinporten's metadata and keys are not available.",
        EventName = "TokenVerificationUnavailable"
    )]
    public static partial void TokenVerificationUnavailable(this ILogger logger);

    [LoggerMessage(
        2002,
        LogLevel.Error,
        "A token could not be verified, because the package failed: {ExceptionType}. The request is answered 503.",
        EventName = "TokenVerificationFailed"
    )]
    public static partial void TokenVerificationFailed(this ILogger logger, string? exceptionType);

    [LoggerMessage(
        2003,
        LogLevel.Warning,
        "'OnMessageReceived' of the scheme Maskinporten has set a token, and it was dropped: tokens are taken from the header 'Authorization' alone, "
            + "since addresses are logged and cookies are sent by browsers unasked. Have clients send the header; a SignalR client of .NET does.",
        EventName = "TokenFromElsewhereDropped"
    )]
    public static partial void TokenFromElsewhereDropped(this ILogger logger);

    [LoggerMessage(
        2010,
        LogLevel.Debug,
        "The metadata of {Issuer} was fetched, with {KeyCount} signing keys.",
        EventName = "MetadataFetched"
    )]
    public static partial void MetadataFetched(this ILogger logger, string issuer, int keyCount);

    [LoggerMessage(
        2011,
        LogLevel.Warning,
        "The metadata of {Issuer} is not available or not trusted: {Reason}",
        EventName = "MetadataUnavailable"
    )]
    public static partial void MetadataUnavailable(this ILogger logger, string issuer, string reason);

    [LoggerMessage(
        2012,
        LogLevel.Warning,
        "{Count} of the keys in Maskinporten's key set are not used: {Reason}.",
        EventName = "SigningKeysSkipped"
    )]
    public static partial void SigningKeysSkipped(this ILogger logger, int count, string reason);

    // 3000: Authorization

    [LoggerMessage(
        3000,
        LogLevel.Error,
        "The ISystemUserProblemWriter failed with {ExceptionType}; '{Code}' was answered without its body.",
        EventName = "ProblemWriterFailed"
    )]
    public static partial void ProblemWriterFailed(this ILogger logger, string code, string? exceptionType);

    [LoggerMessage(
        3001,
        LogLevel.Information,
        "A request was answered {Status} '{Code}'. {Detail}",
        EventName = "AccessRefused"
    )]
    public static partial void AccessRefused(this ILogger logger, int status, string code, string detail);

    [LoggerMessage(
        3002,
        LogLevel.Error,
        "Nobody is let in: neither 'SystemUser:RequiredScopes', nor a scope on the endpoint, nor 'SystemUser:Maskinporten:Audience' is set, so a token for another API would do. Set one of them.",
        EventName = "NoScopeAndNoAudience"
    )]
    public static partial void NoScopeAndNoAudience(this ILogger logger);

    [LoggerMessage(
        3003,
        LogLevel.Error,
        "Nobody is let in by the right on '{Resource}'. {Fault}",
        EventName = "DemandUnusable"
    )]
    public static partial void DemandUnusable(this ILogger logger, ResourceId resource, string fault);

    [LoggerMessage(
        3004,
        LogLevel.Error,
        "Nobody is let in: the right on '{Resource}' takes its party or instance from {Place}, but the authorization is about no request. Pass the HttpContext as the resource, or ask with ISystemUserAuthorizer.",
        EventName = "PartyWithoutRequest"
    )]
    public static partial void PartyWithoutRequest(this ILogger logger, ResourceId resource, string place);

    [LoggerMessage(
        3005,
        LogLevel.Error,
        "The ISystemUserAuditSink failed with {ExceptionType}; nobody is let in unrecorded.",
        EventName = "AuditSinkFailed"
    )]
    public static partial void AuditSinkFailed(this ILogger logger, string? exceptionType);

    [LoggerMessage(
        3006,
        LogLevel.Error,
        "Authorization failed with {ExceptionType}; nobody is let in.",
        EventName = "AuthorizationFailed"
    )]
    public static partial void AuthorizationFailed(this ILogger logger, string? exceptionType);

    [LoggerMessage(
        3007,
        LogLevel.Warning,
        "The right '{Right}' is there, on the condition '{Condition}' (level {RequiredLevel}), which a system user (level {Level}) does not meet. Change the resource's policy, or see 'SystemUser:Decisions:HonourOrganizationLevelFor'.",
        EventName = "ObligationNotMet"
    )]
    public static partial void ObligationNotMet(
        this ILogger logger,
        string right,
        string? condition,
        int? requiredLevel,
        int level
    );

    [LoggerMessage(
        3008,
        LogLevel.Error,
        "Nobody is let in: the endpoint takes an AuthorizedParty, but its rights are checked for different parties. Take the party from one place in all of them.",
        EventName = "PartyAmbiguous"
    )]
    public static partial void PartyAmbiguous(this ILogger logger);

    [LoggerMessage(
        3009,
        LogLevel.Warning,
        "A good token was refused, because the app has taken away the identity that the scheme Maskinporten made of it. A claims transformation or an event may add claims and identities; it must leave that one in the principal.",
        EventName = "IdentityTakenAway"
    )]
    public static partial void IdentityTakenAway(this ILogger logger);

    [LoggerMessage(
        3010,
        LogLevel.Information,
        "{Answer}: {Action} on {Resource}{Instance} for {Party}, asked by system user {SystemUser} of {Owner} (system {System}, vendor {Vendor}, supplier '{Supplier}' by '{DelegationSource}', client {Client}, {TokenKind} token {TokenId}); {Decision} from {Source}, {Age} old; trace {TraceId}, {Time:O}.",
        EventName = "RightAnswered"
    )]
    public static partial void RightAnswered(
        this ILogger logger,
        string? answer,
        ResourceId resource,
        ActionId action,
        string? instance,
        OrganizationNumber party,
        SystemUserId systemUser,
        OrganizationNumber owner,
        string? system,
        OrganizationIdentifier vendor,
        OrganizationIdentifier? supplier,
        string? delegationSource,
        string? client,
        string tokenKind,
        string? tokenId,
        string? decision,
        string? source,
        TimeSpan age,
        string? traceId,
        DateTimeOffset time
    );

    [LoggerMessage(
        3011,
        LogLevel.Error,
        "The party resolver {Resolver} failed with {ExceptionType}, so nobody knows whose data the request is about; it is answered 503.",
        EventName = "PartyResolverFailed"
    )]
    public static partial void PartyResolverFailed(this ILogger logger, string resolver, string? exceptionType);

    [LoggerMessage(
        3012,
        LogLevel.Error,
        "Nobody is let in by 'Or = \"{Policy}\"': the app has no such policy, or it names no scheme, or demands a right itself. Add it with AddPolicy(\"{Policy}\", policy => policy.AddAuthenticationSchemes(\"…\")).",
        EventName = "AlternativeUnusable"
    )]
    public static partial void AlternativeUnusable(this ILogger logger, string policy);

    [LoggerMessage(
        3013,
        LogLevel.Information,
        "{Answer}: by the policy '{Policy}' in the place of {Rights}; the caller is no system user, and Altinn was not asked; trace {TraceId}, {Time:O}.",
        EventName = "OtherPolicyAnswered"
    )]
    public static partial void OtherPolicyAnswered(
        this ILogger logger,
        string answer,
        string policy,
        string rights,
        string? traceId,
        DateTimeOffset time
    );

    // 3100: Decisions

    [LoggerMessage(
        3100,
        LogLevel.Warning,
        "The policy decision point is left alone for 10 seconds: the last ten calls failed, or half of those of the last 10 seconds.",
        EventName = "PolicyDecisionPointCircuitOpened"
    )]
    public static partial void PolicyDecisionPointCircuitOpened(this ILogger logger);

    [LoggerMessage(
        3101,
        LogLevel.Information,
        "The policy decision point answers again.",
        EventName = "PolicyDecisionPointCircuitClosed"
    )]
    public static partial void PolicyDecisionPointCircuitClosed(this ILogger logger);

    [LoggerMessage(
        3102,
        LogLevel.Debug,
        "'{Right}' was not asked for: the policy decision point is left alone for now.",
        EventName = "PolicyDecisionPointLeftAlone"
    )]
    public static partial void PolicyDecisionPointLeftAlone(this ILogger logger, string right);

    [LoggerMessage(
        3103,
        LogLevel.Warning,
        "There is no decision on '{Right}' now. {Reason}",
        EventName = "DecisionUnavailable"
    )]
    public static partial void DecisionUnavailable(this ILogger logger, string right, string reason);

    [LoggerMessage(
        3104,
        LogLevel.Error,
        "There is no decision on '{Right}', and asking again will not help. {Reason}",
        EventName = "DecisionFailed"
    )]
    public static partial void DecisionFailed(this ILogger logger, string right, string reason);

    [LoggerMessage(
        3105,
        LogLevel.Error,
        "The policy decision point could not decide on '{Right}' (status {Status}). Check that the resource and the action exist in Altinn's resource registry; a syntax-error is mostly Altinn's own, such as a register that does not answer.",
        EventName = "DecisionIndeterminate"
    )]
    public static partial void DecisionIndeterminate(this ILogger logger, string right, string? status);

    [LoggerMessage(
        3106,
        LogLevel.Warning,
        "A question was turned away: as many calls as SystemUser:Decisions:MaxConcurrentCalls are in flight, and as many wait.",
        EventName = "TooManyCallsInFlight"
    )]
    public static partial void TooManyCallsInFlight(this ILogger logger);

    [LoggerMessage(
        3107,
        LogLevel.Warning,
        "System user {SystemUser} asked more than SystemUser:Decisions:UncachedPerSystemUserPerMinute.",
        EventName = "TooManyQuestions"
    )]
    public static partial void TooManyQuestions(this ILogger logger, string systemUser);

    [LoggerMessage(
        3108,
        LogLevel.Warning,
        "The answer to a batch of {Count} questions on '{Resource}' could not be used, and no organization among them accounts for it. The resource stays out of batches for a minute.",
        EventName = "BatchSpoiled"
    )]
    public static partial void BatchSpoiled(this ILogger logger, string resource, int count);

    [LoggerMessage(
        3109,
        LogLevel.Information,
        "What was decided for system user {SystemUser} is forgotten on this host; other hosts may use it until SystemUser:Decisions:PermitLifetime is over.",
        EventName = "SystemUserForgotten"
    )]
    public static partial void SystemUserForgotten(this ILogger logger, string systemUser);

    [LoggerMessage(
        3110,
        LogLevel.Warning,
        "The shared cache could not be used ({Operation}: {Fault}); the policy decision point is asked where it would have known.",
        EventName = "SharedCacheFailed"
    )]
    public static partial void SharedCacheFailed(this ILogger logger, string operation, string fault);

    [LoggerMessage(
        3111,
        LogLevel.Warning,
        "The shared cache could not be told that system user {SystemUser} was forgotten ({Fault}). This host takes nothing from it that was decided before; other hosts may.",
        EventName = "SharedCacheNotTold"
    )]
    public static partial void SharedCacheNotTold(this ILogger logger, string systemUser, string fault);

    [LoggerMessage(
        3113,
        LogLevel.Information,
        "What was decided for system user {SystemUser} is forgotten on this host, and on the others within a second.",
        EventName = "SystemUserForgottenEverywhere"
    )]
    public static partial void SystemUserForgottenEverywhere(this ILogger logger, string systemUser);

    [LoggerMessage(
        3114,
        LogLevel.Warning,
        "What lies in the shared cache could not be opened: it was bent, or sealed with keys that this host does not have. It is not used. Set 'SystemUser:Decisions:SealKey' alike on all hosts, or have them read one Data Protection key ring.",
        EventName = "SharedEntryForeign"
    )]
    public static partial void SharedEntryForeign(this ILogger logger);

    [LoggerMessage(
        3115,
        LogLevel.Warning,
        "This host does not hear now whom the others forget ({Fault}), and may use what it remembers of them until SystemUser:Decisions:PermitLifetime is over. It makes up for it as soon as it hears again.",
        EventName = "ForgettingsNotHeard"
    )]
    public static partial void ForgettingsNotHeard(this ILogger logger, string fault);

    [LoggerMessage(
        3116,
        LogLevel.Information,
        "This host hears again whom the others forget, and has heard what it missed.",
        EventName = "ForgettingsHeardAgain"
    )]
    public static partial void ForgettingsHeardAgain(this ILogger logger);

    [LoggerMessage(
        3117,
        LogLevel.Warning,
        "This host has forgotten all decisions, because it cannot tell whom the others forgot: {Reason}.",
        EventName = "AllForgotten"
    )]
    public static partial void AllForgotten(this ILogger logger, string reason);

    [LoggerMessage(
        3118,
        LogLevel.Error,
        "System user {SystemUser} was forgotten on this host alone, and the others are not told later: {Count} forgettings wait for the shared cache already. They may use what was decided before until SystemUser:Decisions:PermitLifetime is over. Forget it again when the shared cache is back.",
        EventName = "ForgettingLost"
    )]
    public static partial void ForgettingLost(this ILogger logger, string systemUser, int count);

    [LoggerMessage(
        3112,
        LogLevel.Warning,
        "Altinn does not know the organization {Party}, which system user {SystemUser} asked about ('{Right}'). It is answered 403 'party-unknown'.",
        EventName = "PartyUnknown"
    )]
    public static partial void PartyUnknown(
        this ILogger logger,
        OrganizationNumber party,
        string systemUser,
        string right
    );

    // 4000: The provider's own token, and the other calls to Altinn

    [LoggerMessage(
        4001,
        LogLevel.Information,
        "The provider's own Altinn token for '{Scope}' was renewed; it lives for {Lifetime}.",
        EventName = "OwnTokenRenewed"
    )]
    public static partial void OwnTokenRenewed(this ILogger logger, string scope, TimeSpan lifetime);

    [LoggerMessage(
        4002,
        LogLevel.Error,
        "The provider's own Altinn token for '{Scope}' could not be renewed. {Reason}",
        EventName = "OwnTokenRenewalFailed"
    )]
    public static partial void OwnTokenRenewalFailed(this ILogger logger, string scope, string reason);

    [LoggerMessage(
        4003,
        LogLevel.Warning,
        "Altinn refused the provider's own token for '{Scope}'; it is renewed.",
        EventName = "OwnTokenRefused"
    )]
    public static partial void OwnTokenRefused(this ILogger logger, string scope);

    [LoggerMessage(
        4004,
        LogLevel.Error,
        "Altinn refused even a fresh token for '{Scope}', so it is not renewed for 30 seconds. A wrong subscription key looks the same: check SystemUser:Altinn:SubscriptionKey.",
        EventName = "FreshOwnTokenRefused"
    )]
    public static partial void FreshOwnTokenRefused(this ILogger logger, string scope);

    [LoggerMessage(
        4005,
        LogLevel.Warning,
        "{Service} is left alone for 10 seconds: the last ten calls failed, or half of those of the last 10 seconds.",
        EventName = "ServiceCircuitOpened"
    )]
    public static partial void CircuitOpened(this ILogger logger, string service);

    [LoggerMessage(4006, LogLevel.Information, "{Service} answers again.", EventName = "ServiceCircuitClosed")]
    public static partial void CircuitClosed(this ILogger logger, string service);

    [LoggerMessage(
        4010,
        LogLevel.Information,
        "A new key of the provider's own Maskinporten client was taken up.",
        EventName = "ClientKeyReplaced"
    )]
    public static partial void ClientKeyReplaced(this ILogger logger);

    [LoggerMessage(
        4011,
        LogLevel.Error,
        "The key of the provider's own Maskinporten client cannot be used; the last good one stays in use. {Fault}",
        EventName = "ClientKeyUnusable"
    )]
    public static partial void ClientKeyUnusable(this ILogger logger, string fault);

    [LoggerMessage(
        4012,
        LogLevel.Warning,
        "Maskinporten refused the client's key, so the previous one is tried. {Reason}",
        EventName = "PreviousClientKeyTried"
    )]
    public static partial void PreviousClientKeyTried(this ILogger logger, string reason);
}
