using Microsoft.IdentityModel.Tokens;
using SystemUser.AspNetCore.Answers.Internal;
using SystemUser.AspNetCore.Authentication.Internal;
using SystemUser.AspNetCore.Claims.Internal;

namespace SystemUser.AspNetCore.Tests.Authentication.Readers;

/// <summary>What each fault of a token is to the caller and to the app.</summary>
public sealed class TokenFaultTests
{
    private static readonly TokenFault[] s_all =
    [
        .. Enum.GetValues<TokenFault>().Where(fault => fault != TokenFault.None),
    ];

    [Fact]
    public void Every_fault_has_a_sentence_of_its_own()
    {
        s_all.Select(fault => fault.Sentence()).Distinct().Count().ShouldBe(s_all.Length);
        s_all.ShouldAllBe(fault => fault.Sentence().Length > 10 && !fault.Sentence().EndsWith('.'));
    }

    [Fact]
    public void A_fault_is_401_except_where_no_system_user_is_or_nobody_can_tell()
    {
        foreach (var fault in s_all)
        {
            var (status, code) = fault switch
            {
                TokenFault.Missing => (401, "token-missing"),
                TokenFault.Expired => (401, "token-expired"),
                TokenFault.WrongIssuer or TokenFault.Exchanged => (401, "token-wrong-issuer"),
                TokenFault.NoSystemUser => (403, "system-user-required"),
                TokenFault.VerificationUnavailable or TokenFault.VerificationFailed => (
                    503,
                    "token-verification-unavailable"
                ),
                _ => (401, "token-invalid"),
            };
            var problem = new TokenRefusal(fault).Problem;

            (problem.Status, problem.Code).ShouldBe((status, code), fault.ToString());
        }

        TokenFault.Exchanged.ToProblem().ShouldBe(SystemUserProblems.TokenExchanged);
        TokenFault.Signature.ToProblem().Detail.ShouldStartWith("The token's signature is wrong. ");
        TokenFault.UnknownKey.ToProblem().Detail.ShouldStartWith($"{TokenFault.UnknownKey.Sentence()}. ");
        TokenFault.UnknownKey.ToProblem().Detail.ShouldEndWith("Get a new one.");
    }

    [Fact]
    public void A_fault_is_the_exception_that_apps_look_for()
    {
        foreach (var fault in s_all)
        {
            var type = fault switch
            {
                TokenFault.Expired => typeof(SecurityTokenExpiredException),
                TokenFault.NotYetValid => typeof(SecurityTokenNotYetValidException),
                TokenFault.WrongIssuer or TokenFault.Exchanged => typeof(SecurityTokenInvalidIssuerException),
                TokenFault.WrongAudience => typeof(SecurityTokenInvalidAudienceException),
                TokenFault.UnknownKey => typeof(SecurityTokenSignatureKeyNotFoundException),
                TokenFault.Signature => typeof(SecurityTokenInvalidSignatureException),
                _ => typeof(SecurityTokenException),
            };
            var exception = fault.ToException();

            exception.GetType().ShouldBe(type, fault.ToString());
            exception.Message.ShouldBe(fault.Sentence() + ".");
        }
    }

    [Fact]
    public void A_payload_that_is_not_accepted_is_told_apart_only_where_the_caller_can_do_something_about_it()
    {
        TokenFaults.Of(PayloadFault.SenderConstrained).ShouldBe(TokenFault.SenderConstrained);
        TokenFaults.Of(PayloadFault.NoSystemUser).ShouldBe(TokenFault.NoSystemUser);
        foreach (var fault in new[] { PayloadFault.MissingMember, PayloadFault.WrongType, PayloadFault.NotJson })
        {
            TokenFaults.Of(fault).ShouldBe(TokenFault.Payload);
        }
    }
}
