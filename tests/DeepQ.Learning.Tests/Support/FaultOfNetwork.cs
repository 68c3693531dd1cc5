namespace DeepQ.Learning.Tests.Support;

/// <summary>What may be wrong with a module of one's own.</summary>
public enum FaultOfNetwork
{
    None,
    Unregistered,
    LayersInAList,
    Frozen,
    Transposed,
    AxisTooMany,
    SqueezesOneState,
    DoublePrecision,
    NotANumber,
    AlwaysDropsOut,
    MixesStates,
    ChangesStates,
    Detached,
    Throws,
    CopyIsNull,
    CopyIsItself,
    CopyShares,
    CopyIsWider,
}
