using System.Reflection;
using SystemUser.Sandbox.Wire.Internal.Http;

namespace SystemUser.Sandbox.Fidelity;

/// <summary>The sandbox's tables of problems, held against Altinn's.</summary>
public sealed class ProblemTableTests
{
    [Fact]
    public void Problems_have_the_status_and_title_of_altinn()
    {
        var problems = All<Problem>(typeof(Problems));

        problems.ShouldNotBeEmpty();
        problems.ShouldAllBe(problem =>
            ProblemTable
                .Find(problem.Code)
                .Contains(new AltinnProblem(problem.Code, problem.Status, problem.Title, null))
        );
    }

    [Fact]
    public void Faults_have_the_title_and_path_of_altinn()
    {
        var faults = All<ValidationFault>(typeof(ValidationFaults));

        faults.ShouldNotBeEmpty();
        faults.ShouldAllBe(fault =>
            ProblemTable.Find(fault.Code).Contains(new AltinnProblem(fault.Code, 400, fault.Title, fault.Path))
        );
    }

    private static List<T> All<T>(Type table) =>
        [
            .. table
                .GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(field => field.GetValue(null))
                .OfType<T>(),
        ];
}
