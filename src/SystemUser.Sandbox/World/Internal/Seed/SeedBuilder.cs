using System.Text;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.World.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;
using SystemUser.Sandbox.World.Internal.Policies;
using SystemUser.Sandbox.World.Internal.Storage;

namespace SystemUser.Sandbox.World.Internal.Seed;

/// <summary>Makes a world of a seed file: gives parties their ids, and finds what does not hang together.</summary>
internal sealed class SeedBuilder(SeedFile file, Func<string, Stream> openPolicy)
{
    private const int FirstPartyId = 51_000_001;
    private const int FirstUserId = 20_000_001;

    private static readonly DateTimeOffset s_created = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private readonly WorldDraft _draft = new(WorldState.Empty);
    private readonly List<string> _faults = [];
    private int _partyId = FirstPartyId;

    /// <exception cref="WorldStorageException">The seed has faults; the message lists them all.</exception>
    public WorldSeed Build(string name)
    {
        AddOrganizations();
        AddPersons();
        AddClients();
        AddProviders();
        var cast = _draft.State;
        AddSystems();
        AddInstanceDelegations();
        AddRequests();
        if (_faults.Count > 0)
        {
            throw new WorldStorageException($"The seed {name} has faults:\n- {string.Join("\n- ", _faults)}", null);
        }

        return new WorldSeed(cast, _draft.State);
    }

    private void AddOrganizations()
    {
        foreach (var organization in file.Organizations)
        {
            Expect(
                Numbers.IsOrganization(organization.Number),
                $"organizations: '{organization.Number}' is not nine digits"
            );
            ExpectNew("organizations", _draft.State.Organizations, organization);
            _draft.Put(
                organization with
                {
                    PartyUuid = Uuid(organization.PartyUuid, organization.Number),
                    PartyId = organization.PartyId == 0 ? _partyId++ : organization.PartyId,
                }
            );
        }

        foreach (var parent in file.Organizations.Select(organization => organization.Parent).OfType<string>())
        {
            ExpectOrganization("organizations: parent", parent);
        }
    }

    private void AddPersons()
    {
        for (var i = 0; i < file.Persons.Length; i++)
        {
            var person = file.Persons[i];
            Expect(Numbers.IsPerson(person.Pid), $"persons: '{person.Pid}' is not eleven digits");
            var row = new RegisteredPerson
            {
                Pid = person.Pid,
                Name = person.Name,
                PartyUuid = Uuid(person.PartyUuid, person.Pid),
                PartyId = person.PartyId == 0 ? _partyId++ : person.PartyId,
                UserId = person.UserId == 0 ? FirstUserId + i : person.UserId,
            };
            ExpectNew("persons", _draft.State.Persons, row);
            _draft.Put(row);
            foreach (var (organization, roles) in person.Roles)
            {
                ExpectOrganization($"persons: {person.Name}", organization);
                foreach (var role in roles)
                {
                    Expect(
                        Roles.IsCode(role),
                        $"persons: {person.Name} has the role '{role}', which is no code such as DAGL"
                    );
                    _draft.Put(
                        new RoleAssignment
                        {
                            Person = person.Pid,
                            Organization = organization,
                            Role = role,
                        }
                    );
                }
            }
        }
    }

    private void AddClients()
    {
        foreach (var entry in file.Clients)
        {
            ExpectOrganization("clients", entry.Facilitator);
            foreach (var client in entry.Clients)
            {
                ExpectOrganization($"clients of {entry.Facilitator}", client);
                _draft.Put(
                    new ClientRelation
                    {
                        Facilitator = entry.Facilitator,
                        Client = client,
                        Kind = entry.Kind,
                    }
                );
            }
        }
    }

    private void AddProviders()
    {
        PutAll(file.AccessPackages.Select(package => package with { Id = Uuid(package.Id, package.Urn) }));
        foreach (var package in file.AccessPackages)
        {
            Expect(
                PackageArea.All.Any(area => area.Code == package.Area),
                $"accessPackages: {package.Urn} has the unknown area '{package.Area}'"
            );
        }

        foreach (var entry in file.Resources)
        {
            if (!ResourceDocument.Read(entry.Resource).Is(out var resource, out var problem))
            {
                _faults.Add($"resources: {problem.Text}");
                continue;
            }

            ExpectOrganization($"resources: {resource.Id}", resource.Owner);
            ExpectNew("resources", _draft.State.Resources, resource);
            _draft.Put(resource);
            if (ReadPolicy(entry) is { } xml)
            {
                if (!PolicyParser.Parse(xml, resource.Id).Is(out var policy, out var fault))
                {
                    _faults.Add($"resources: {entry.PolicyFile ?? resource.Id}: {fault.Text}");
                    continue;
                }

                _draft.Put(
                    new ResourcePolicy
                    {
                        ResourceId = resource.Id,
                        Xml = xml,
                        Subjects = PolicySubjects.Of(policy, before: [], s_created),
                    }
                );
            }
        }

        foreach (var holding in file.RightHoldings)
        {
            ExpectOrganization("rightHoldings: giver", holding.Giver);
            ExpectOrganization("rightHoldings: holder", holding.Holder);
            ExpectKnown($"rightHoldings of {holding.Holder}", holding.Rights, holding.AccessPackages);
            _draft.Put(holding);
        }

        PutAll(file.AccessLists);
        PutAll(file.Scopes);
        PutAll(file.MaskinportenClients);
        PutAll(file.ScopeDelegations);
    }

    private string? ReadPolicy(SeedResource entry)
    {
        if (entry.PolicyFile is not { } policyFile)
        {
            return entry.Policy;
        }

        using var reader = new StreamReader(openPolicy(policyFile), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private void AddRequests()
    {
        foreach (var request in file.Requests.Concat<VendorRequest>(file.ChangeRequests))
        {
            ExpectOrganization($"requests: {request.Id}", request.Party);
            Expect(
                _draft.State.Systems.Find(request.SystemId) is not null,
                $"requests: there is no system '{request.SystemId}'"
            );
        }

        PutAll(file.Requests);
        PutAll(file.ChangeRequests);
        PutAll(file.SystemChanges);
        PutAll(file.Consents);
    }

    private void AddSystems()
    {
        foreach (var system in file.Systems)
        {
            ExpectOrganization($"systems: {system.Id}", system.Vendor);
            ExpectNew("systems", _draft.State.Systems, system);
            ExpectKnown($"systems: {system.Id}", system.Rights, system.AccessPackages);
            _draft.Put(
                system with
                {
                    InternalId = Uuid(system.InternalId, system.Id),
                    Created = system.Created == default ? s_created : system.Created,
                    LastChanged = system.LastChanged == default ? s_created : system.LastChanged,
                }
            );
        }

        foreach (var user in file.SystemUsers)
        {
            ExpectOrganization($"systemUsers: {user.Id}", user.Owner);
            ExpectNew("systemUsers", _draft.State.SystemUsers, user);
            ExpectKnown($"systemUsers: {user.Id}", user.Rights, user.AccessPackages);
            Expect(
                _draft.State.Systems.Find(user.SystemId) is not null,
                $"systemUsers: there is no system '{user.SystemId}'"
            );
            _draft.Put(user with { Created = user.Created == default ? s_created : user.Created });
        }

        foreach (var entry in file.Delegations)
        {
            var agent = _draft.State.SystemUsers.Find(entry.Agent);
            Expect(agent?.Kind == SystemUserKind.Agent, $"delegations: '{entry.Agent}' is no agent system user");
            foreach (var client in entry.Clients)
            {
                ExpectOrganization($"delegations: {entry.Agent}", client);
                _draft.Put(
                    new ClientDelegation
                    {
                        Agent = entry.Agent,
                        Client = client,
                        AccessPackages = entry.AccessPackages ?? agent?.AccessPackages ?? [],
                        Rights = entry.Rights,
                        Created = s_created,
                    }
                );
            }
        }
    }

    private void AddInstanceDelegations()
    {
        foreach (var delegation in file.InstanceDelegations)
        {
            ExpectNew("instanceDelegations", _draft.State.InstanceDelegations, delegation);
            if (InstanceReferences.FindFault(_draft.State, delegation) is { } fault)
            {
                _faults.Add($"instanceDelegations: {delegation.Instance}: {fault}");
            }

            _draft.Put(delegation);
        }
    }

    private void PutAll<TRow>(IEnumerable<TRow> rows)
        where TRow : class, IWorldRow
    {
        foreach (var row in rows)
        {
            _draft.Put(row);
        }
    }

    private void ExpectKnown(string place, IEnumerable<string> rights, IEnumerable<string> packages)
    {
        foreach (var right in rights)
        {
            Expect(_draft.State.Resources.Find(right) is not null, $"{place}: there is no resource '{right}'");
        }

        foreach (var package in packages)
        {
            Expect(
                _draft.State.AccessPackages.Find(package) is not null,
                $"{place}: there is no access package '{package}'"
            );
        }
    }

    private void ExpectNew<TRow>(string place, Table<TRow> table, TRow row)
        where TRow : class, IWorldRow => Expect(table.Find(row.Key) is null, $"{place}: '{row.Key}' is there twice");

    private void ExpectOrganization(string place, string number) =>
        Expect(_draft.State.Organizations.Find(number) is not null, $"{place}: there is no organization '{number}'");

    private void Expect(bool holds, string fault)
    {
        if (!holds)
        {
            _faults.Add(fault);
        }
    }

    /// <summary>The uuid given, or one that is the same whenever the same seed is read.</summary>
    private static Guid Uuid(Guid given, string name) => given != Guid.Empty ? given : StableId.Of(name);
}
