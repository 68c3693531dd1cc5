using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>A column and the member that holds its values.</summary>
internal sealed record ObjectColumn(
    string Name, DataViewType Type, DataViewSchema.Annotations Annotations, MemberInfo Member)
{
    internal Type MemberType => ObjectMembers.TypeOf(Member);

    internal DataViewSchema.DetachedColumn Detached => new(Name, Type, Annotations);
}
