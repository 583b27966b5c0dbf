using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace SystemUser.AspNetCore.Decisions.Internal.Xacml;

/// <summary>Writes questions as XACML JSON: one as a plain request, several as a multi-request.</summary>
/// <remarks>
/// The system user is the only subject attribute (any companion makes the answer Indeterminate), and the resource has
/// no more attributes than the question. A multi-request gives every category an id (one without makes the whole
/// answer Indeterminate) and asks for an echo, against which the order of the answers is verified.
/// </remarks>
internal readonly ref struct XacmlRequestWriter
{
    private readonly Utf8JsonWriter _json;
    private readonly bool _multi;

    private XacmlRequestWriter(Utf8JsonWriter json, bool multi)
    {
        _json = json;
        _multi = multi;
    }

    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<DecisionQuestion> questions)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { SkipValidation = true });
        json.WriteStartObject();
        json.WriteStartObject(XacmlNames.Request);
        json.WriteBoolean(XacmlNames.ReturnPolicyIdList, true);
        var writer = new XacmlRequestWriter(json, multi: questions.Length > 1);
        if (questions.Length == 1)
        {
            writer.WritePlain(questions[0]);
        }
        else
        {
            writer.WriteMulti(new XacmlCategories(questions));
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WritePlain(in DecisionQuestion question)
    {
        _json.WriteStartArray(XacmlNames.AccessSubjectCategory);
        WriteSubject(question);
        _json.WriteEndArray();
        _json.WriteStartArray(XacmlNames.ActionCategory);
        WriteAction(question);
        _json.WriteEndArray();
        _json.WriteStartArray(XacmlNames.ResourceCategory);
        WriteResource(question);
        _json.WriteEndArray();
    }

    private void WriteMulti(XacmlCategories categories)
    {
        _json.WriteStartArray(XacmlNames.AccessSubjectCategory);
        for (var i = 0; i < categories.Subjects.Count; i++)
        {
            WriteSubject(categories.Subjects[i], i);
        }

        _json.WriteEndArray();
        _json.WriteStartArray(XacmlNames.ActionCategory);
        for (var i = 0; i < categories.Actions.Count; i++)
        {
            WriteAction(categories.Actions[i], i);
        }

        _json.WriteEndArray();
        _json.WriteStartArray(XacmlNames.ResourceCategory);
        for (var i = 0; i < categories.Resources.Count; i++)
        {
            WriteResource(categories.Resources[i], i);
        }

        _json.WriteEndArray();
        WriteReferences(categories);
    }

    private void WriteSubject(in DecisionQuestion question, int index = 0)
    {
        StartCategory('s', index);
        _json.WriteStartObject();
        _json.WriteString(XacmlNames.AttributeId, XacmlNames.SystemUser);
        _json.WriteString(XacmlNames.Value, question.Subject.Value);
        EndAttribute();
        EndCategory();
    }

    private void WriteAction(in DecisionQuestion question, int index = 0)
    {
        StartCategory('a', index);
        _json.WriteStartObject();
        _json.WriteString(XacmlNames.AttributeId, XacmlNames.Action);
        _json.WriteString(XacmlNames.Value, question.Right.Action.ToString());
        _json.WriteString(XacmlNames.DataType, XacmlNames.StringType);
        EndAttribute();
        EndCategory();
    }

    private void WriteResource(in DecisionQuestion question, int index = 0)
    {
        StartCategory('r', index);
        if (AppResource.TryRead(question.Right.Resource, out var app))
        {
            WriteAttribute(XacmlNames.Org, app.Org);
            WriteAttribute(XacmlNames.App, app.App);
        }
        else
        {
            WriteAttribute(XacmlNames.Resource, question.Right.Resource.ToString());
        }

        WriteAttribute(XacmlNames.Organization, question.Party.ToString());
        if (question.Right.Attributes.Count > 0)
        {
            foreach (var attribute in question.Right.Attributes)
            {
                WriteAttribute(attribute.Id, attribute.Value);
            }
        }

        EndCategory();
    }

    private void WriteReferences(XacmlCategories categories)
    {
        _json.WriteStartObject(XacmlNames.MultiRequests);
        _json.WriteStartArray(XacmlNames.RequestReference);
        foreach (var (subject, action, resource) in categories.References)
        {
            _json.WriteStartObject();
            _json.WriteStartArray(XacmlNames.ReferenceId);
            _json.WriteStringValue(CategoryId('s', subject));
            _json.WriteStringValue(CategoryId('a', action));
            _json.WriteStringValue(CategoryId('r', resource));
            _json.WriteEndArray();
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    private void WriteAttribute(string id, ReadOnlySpan<char> value)
    {
        _json.WriteStartObject();
        _json.WriteString(XacmlNames.AttributeId, id);
        _json.WriteString(XacmlNames.Value, value);
        EndAttribute();
    }

    private void EndAttribute()
    {
        if (_multi)
        {
            _json.WriteBoolean(XacmlNames.IncludeInResult, true);
        }

        _json.WriteEndObject();
    }

    private void StartCategory(char kind, int index)
    {
        _json.WriteStartObject();
        if (_multi)
        {
            _json.WriteString(XacmlNames.Id, CategoryId(kind, index));
        }

        _json.WriteStartArray(XacmlNames.Attribute);
    }

    private void EndCategory()
    {
        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    private static string CategoryId(char kind, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}{index + 1}");
}

/// <summary>The distinct subjects, actions and resources of several questions, each once, and which of them make up each question.</summary>
internal sealed class XacmlCategories
{
    private readonly List<(int Subject, int Action, int Resource)> _references;

    public XacmlCategories(ReadOnlySpan<DecisionQuestion> questions)
    {
        _references = new(questions.Length);
        var subjects = new Dictionary<object, int>();
        var actions = new Dictionary<object, int>();
        var resources = new Dictionary<object, int>();
        foreach (var question in questions)
        {
            _references.Add(
                (
                    IndexOf(question, question.Subject, subjects, Subjects),
                    IndexOf(question, question.Right.Action, actions, Actions),
                    IndexOf(
                        question,
                        (question.Right.Resource, question.Party, question.Right.Attributes),
                        resources,
                        Resources
                    )
                )
            );
        }
    }

    /// <summary>Gets one question for each distinct subject.</summary>
    public List<DecisionQuestion> Subjects { get; } = [];

    /// <summary>Gets one question for each distinct action.</summary>
    public List<DecisionQuestion> Actions { get; } = [];

    /// <summary>Gets one question for each distinct resource: id, party and extra attributes.</summary>
    public List<DecisionQuestion> Resources { get; } = [];

    /// <summary>Gets the indexes that make up each question, in the order of the questions.</summary>
    public IReadOnlyList<(int Subject, int Action, int Resource)> References => _references;

    private static int IndexOf(
        in DecisionQuestion question,
        object category,
        Dictionary<object, int> known,
        List<DecisionQuestion> distinct
    )
    {
        if (known.TryAdd(category, distinct.Count))
        {
            distinct.Add(question);
            return distinct.Count - 1;
        }

        return known[category];
    }
}
