using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;

namespace SystemUser.Sandbox.AccessManagement.Internal.Packages;

/// <summary>
/// The catalog of access packages, which needs no token. Source: Altinn/altinn-authorization-tmp, <c>PackagesController</c> and
/// <c>PackageService</c>.
/// </summary>
internal sealed class PackageInfoEndpoints(WorldStore store)
{
    private const string BasePath = "/accessmanagement/api/v1/meta/info/accesspackages";

    private static readonly string[] s_organizationNames = ["Organisasjon", "Organization"];

    public void Map(IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup(BasePath);
        group.MapGet("export", Export);
        group.MapGet("search", Search);
    }

    private IResult Export() =>
        Answers.Ok(PackageCatalog.Of(store.Current), PackageJson.Default.IReadOnlyListAreaGroupView);

    private IResult Search(HttpRequest request) =>
        Read(request)
            .Match(search =>
                PackageSearch.In(store.Current, search) is { Count: > 0 } found
                    ? Answers.Ok(found, PackageJson.Default.IReadOnlyListFoundPackage)
                    : Results.NoContent()
            );

    private static Result<PackageQuery> Read(HttpRequest request)
    {
        Problem? problem = null;
        var typeName = request.QueryText("typeName");
        var isOfOrganizations =
            typeName is null or "" || s_organizationNames.Contains(typeName, StringComparer.OrdinalIgnoreCase);
        if (!isOfOrganizations && !"Person".Equals(typeName, StringComparison.OrdinalIgnoreCase))
        {
            return SandboxProblems.ParameterInvalid.At(
                "typeName",
                $"Type '{typeName}' not found. Try organization, organisasjon or person"
            );
        }

        var query = new PackageQuery(
            (request.QueryText("term") ?? "").Split(
                ' ',
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
            ),
            [.. request.Query["resourceProviderCode"].OfType<string>()],
            Flag("searchInResources"),
            isOfOrganizations,
            Flag("strict")
        );
        Flag("simpleSearch");
        return problem is null ? query : problem;

        bool Flag(string name)
        {
            var text = request.QueryText(name);
            if (text is not null && !bool.TryParse(text, out _))
            {
                problem ??= SandboxProblems.ParameterInvalid.At(name, $"The value '{text}' is not valid.");
            }

            return bool.TryParse(text, out var value) && value;
        }
    }
}
