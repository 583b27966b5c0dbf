using System.Reflection;
using System.Text.RegularExpressions;
using SystemUser.AspNetCore.Authorization;

namespace SystemUser.AspNetCore.Tests.Conventions;

/// <summary>docs/errors.md, where the type of every problem and the message of every fault lead.</summary>
public sealed partial class ErrorDocumentTests
{
    [Fact]
    public void The_error_document_has_a_section_for_every_code()
    {
        var document = File.ReadAllText(Path.Combine(SourceTree.Root, "../../docs/errors.md"));
        var faults = File.ReadAllText(Path.Combine(SourceTree.Root, "Authorization/Internal/StartFaults.cs"));
        string[] codes =
        [
            .. typeof(SystemUserProblemCodes)
                .GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(field => (string)field.GetRawConstantValue()!),
            .. FaultCode().Matches(faults).Select(match => match.Groups["code"].Value),
        ];

        codes.Length.ShouldBeGreaterThan(25);
        codes.Where(code => !document.Contains($"\n### {code}\n")).ShouldBeEmpty();
    }

    [GeneratedRegex("""new\(\s*"(?<code>[a-z-]+)",""")]
    private static partial Regex FaultCode();
}
