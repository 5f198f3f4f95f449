using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace MarsKb.Architecture;

/// <summary>
/// Reads from a compiled assembly which type uses which: bases, members, attributes and everything that a method's code names. A constant of another
/// type is not seen, since the compiler writes its value. What compilers generate counts for the type that it is part of.
/// </summary>
sealed class AssemblyArrows
{
    readonly MetadataReader metadata;
    readonly PEReader file;
    readonly string assembly;
    readonly HashSet<Arrow> arrows = [];
    readonly Signatures signatures;
    TypeName current;

    AssemblyArrows(PEReader file)
    {
        this.file = file;
        metadata = file.GetMetadataReader();
        assembly = metadata.GetString(metadata.GetAssemblyDefinition().Name);
        signatures = new Signatures(this);
    }

    /// <param name="path">Of the assembly.</param>
    public static IReadOnlySet<Arrow> Read(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = new AssemblyArrows(file);
        foreach (var handle in reader.metadata.TypeDefinitions) reader.Type(handle);
        return reader.arrows;
    }

    /// <summary>Names of the assemblies that it refers to.</summary>
    public static IReadOnlyList<string> References(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(r => metadata.GetString(metadata.GetAssemblyReference(r).Name))];
    }

    void Type(TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        current = NameOf(handle);
        Use(type.BaseType);
        foreach (var i in type.GetInterfaceImplementations()) Use(metadata.GetInterfaceImplementation(i).Interface);
        foreach (var p in type.GetGenericParameters()) Constraints(p);
        Attributes(type.GetCustomAttributes());
        foreach (var f in type.GetFields().Select(metadata.GetFieldDefinition))
        {
            f.DecodeSignature(signatures, null);
            Attributes(f.GetCustomAttributes());
        }
        foreach (var p in type.GetProperties()) Attributes(metadata.GetPropertyDefinition(p).GetCustomAttributes());
        foreach (var m in type.GetMethods().Select(metadata.GetMethodDefinition)) Method(m);
    }

    void Method(MethodDefinition method)
    {
        method.DecodeSignature(signatures, null);
        Attributes(method.GetCustomAttributes());
        foreach (var p in method.GetGenericParameters()) Constraints(p);
        foreach (var p in method.GetParameters()) Attributes(metadata.GetParameter(p).GetCustomAttributes());
        if (method.RelativeVirtualAddress == 0) return;
        var body = file.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil) metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(signatures, null);
        foreach (var region in body.ExceptionRegions) Use(region.CatchType);
        foreach (var token in Code.Tokens(body.GetILReader())) Use(MetadataTokens.EntityHandle(token));
    }

    void Constraints(GenericParameterHandle parameter)
    {
        foreach (var c in metadata.GetGenericParameter(parameter).GetConstraints()) Use(metadata.GetGenericParameterConstraint(c).Type);
    }

    /// <summary>Arguments of attributes that are types are kept as text; attributes here have none of ours.</summary>
    void Attributes(CustomAttributeHandleCollection attributes)
    {
        foreach (var a in attributes) Use(metadata.GetCustomAttribute(a).Constructor);
    }

    void Use(EntityHandle handle)
    {
        if (handle.IsNil) return;
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                Add(NameOf((TypeDefinitionHandle)handle));
                break;
            case HandleKind.TypeReference:
                Add(NameOf((TypeReferenceHandle)handle));
                break;
            case HandleKind.TypeSpecification:
                metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(signatures, null);
                break;
            case HandleKind.MethodDefinition:
                Use(metadata.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.FieldDefinition:
                Use(metadata.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.MemberReference:
                var member = metadata.GetMemberReference((MemberReferenceHandle)handle);
                Use(member.Parent);
                if (member.GetKind() == MemberReferenceKind.Method) member.DecodeMethodSignature(signatures, null);
                else member.DecodeFieldSignature(signatures, null);
                break;
            case HandleKind.MethodSpecification:
                var specification = metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                Use(specification.Method);
                specification.DecodeSignature(signatures, null);
                break;
            default:
                break;
        }
    }

    void Add(TypeName used)
    {
        if (used != current) arrows.Add(new Arrow(current, used));
    }

    TypeName NameOf(TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        return type.GetDeclaringType() is { IsNil: false } outer ? NameOf(outer) : new TypeName(assembly, metadata.GetString(type.Namespace), metadata.GetString(type.Name));
    }

    TypeName NameOf(TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        return type.ResolutionScope.Kind switch
        {
            HandleKind.TypeReference => NameOf((TypeReferenceHandle)type.ResolutionScope),
            HandleKind.AssemblyReference => new TypeName(
                metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name), metadata.GetString(type.Namespace), metadata.GetString(type.Name)),
            _ => new TypeName(assembly, metadata.GetString(type.Namespace), metadata.GetString(type.Name)),
        };
    }

    /// <summary>Walks a signature for the types in it; makes nothing of it.</summary>
    sealed class Signatures(AssemblyArrows owner) : ISignatureTypeProvider<bool, object?>
    {
        public bool GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
        {
            owner.Use(handle);
            return true;
        }

        public bool GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
        {
            owner.Use(handle);
            return true;
        }

        public bool GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind)
        {
            owner.Use(handle);
            return true;
        }

        public bool GetArrayType(bool elementType, ArrayShape shape) => true;

        public bool GetByReferenceType(bool elementType) => true;

        public bool GetFunctionPointerType(MethodSignature<bool> signature) => true;

        public bool GetGenericInstantiation(bool genericType, System.Collections.Immutable.ImmutableArray<bool> typeArguments) => true;

        public bool GetGenericMethodParameter(object? genericContext, int index) => true;

        public bool GetGenericTypeParameter(object? genericContext, int index) => true;

        public bool GetModifiedType(bool modifier, bool unmodifiedType, bool isRequired) => true;

        public bool GetPinnedType(bool elementType) => true;

        public bool GetPointerType(bool elementType) => true;

        public bool GetPrimitiveType(PrimitiveTypeCode typeCode) => true;

        public bool GetSZArrayType(bool elementType) => true;
    }
}
