namespace SystemUser.AspNetCore.Decisions.Internal.Xacml;

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
