namespace DeepQ.Environments.Tests.Support;

/// <summary>What can be wrong with an environment.</summary>
public enum Fault
{
    None,
    NoName,
    NoObservationSpace,
    NegativeStateSize,
    OutOfBounds,
    NotANumber,
    Unwritten,
    Fraction,
    InfiniteReward,
    OwnGenerator,
    ForgetsToReset,
    StepsAfterTheEnd,
    AcceptsAnyAction,
    NoLegalAction,
    PartialMask,
    UndeclaredMask,
    ResetThrows,
    StepThrows,
    ForgetsTheClock,
    LoadsAnotherObservation,
    SavesTooLittle,
    NeverEnds,
}
