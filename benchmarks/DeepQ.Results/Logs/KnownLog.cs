using DeepQ.Learning.Data;
using DeepQ.Learning.Evaluation;

namespace DeepQ.Results;

/// <summary>A log of a process in which every policy has a value that is known, or can be tried.</summary>
/// <param name="Name">What was logged.</param>
/// <param name="Data">The log.</param>
/// <param name="Gamma">The discount factor γ.</param>
/// <param name="LoggedValue">The value of the logged policy.</param>
/// <param name="ValueOf">The value of a policy.</param>
internal sealed record KnownLog(string Name, LoggedData Data, double Gamma, double LoggedValue, Func<Policy, double> ValueOf);
