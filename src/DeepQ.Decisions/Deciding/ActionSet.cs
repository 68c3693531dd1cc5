using DeepQ.Serving;

namespace DeepQ.Decisions.Deciding;

/// <summary>The actions of a decision: the same each time, or the candidates of each request.</summary>
internal abstract class ActionSet
{
    public static ActionSet Of(DecisionOptions options) =>
        options.CandidateFeatures == 0 ? new FixedActions(options) : new CandidateActions(options);

    /// <summary>Checks the actions of a request and copies the features of its candidates.</summary>
    /// <exception cref="ArgumentException">The candidates of the request do not fit; the message says why.</exception>
    public abstract CheckedRequest Read(DecisionRequest request);

    /// <summary>The name of an action.</summary>
    public abstract string NameOf(DecisionRequest request, int action);

    /// <exception cref="InvalidOperationException">The policy does not fit the states or actions.</exception>
    public abstract void RequireFit(IPolicy policy);
}
