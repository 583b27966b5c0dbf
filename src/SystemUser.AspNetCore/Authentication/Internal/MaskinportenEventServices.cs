using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Answers.Internal;
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
    private bool _isWarned;

    public TokenVerifier Verifier { get; } = verifier;

    public TokenRecognition Recognition { get; } = recognition;

    public ProblemAnswer Answer { get; } = answer;

    public void CountValidated(string source, bool isExchanged) =>
        telemetry.TokensValidated.Add(
            1,
            new KeyValuePair<string, object?>(SystemUserDiagnostics.SourceTag, source),
            new KeyValuePair<string, object?>(
                SystemUserDiagnostics.TokenKindTag,
                isExchanged ? "exchanged" : "maskinporten"
            )
        );

    public void LogVerificationFailed(Exception exception) =>
        logger.TokenVerificationFailed(exception.GetType().FullName);

    /// <summary>Warns, once, that the app has set a token from elsewhere than the header.</summary>
    public void WarnOfTokenFromElsewhere()
    {
        if (!Interlocked.Exchange(ref _isWarned, true))
        {
            logger.TokenFromElsewhereDropped();
        }
    }

    public void LogRefusal(TokenFault fault)
    {
        if (fault == TokenFault.VerificationUnavailable)
        {
            logger.TokenVerificationUnavailable();
        }
        else if (fault != TokenFault.VerificationFailed && logger.IsEnabled(LogLevel.Information))
        {
            logger.TokenRefused(fault.ToString());
        }
    }
}
