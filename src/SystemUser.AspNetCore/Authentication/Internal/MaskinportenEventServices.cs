using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Authorization.Internal;
using SystemUser.AspNetCore.Diagnostics;
using SystemUser.AspNetCore.Diagnostics.Internal;

namespace SystemUser.AspNetCore.Authentication.Internal;

/// <summary>What the events of the scheme work with.</summary>
internal sealed class MaskinportenEventServices(
    TokenVerifier verifier,
    TokenRecognition recognition,
    ProblemAnswer answer,
    SystemUserTelemetry telemetry,
    ILogger<MaskinportenEventServices> logger
)
{
    public TokenVerifier Verifier { get; } = verifier;

    public TokenRecognition Recognition { get; } = recognition;

    public ProblemAnswer Answer { get; } = answer;

    public void CountValidated(string source) =>
        telemetry.TokensValidated.Add(1, new KeyValuePair<string, object?>(SystemUserDiagnostics.SourceTag, source));

    public void LogRefusal(TokenFault fault)
    {
        if (fault == TokenFault.VerificationUnavailable)
        {
            logger.TokenVerificationUnavailable();
        }
        else if (logger.IsEnabled(LogLevel.Information))
        {
            logger.TokenRefused(fault.ToString());
        }
    }
}
